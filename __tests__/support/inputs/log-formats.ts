/** A request of a log. */
export type LogEntry = { userAgent: string; index: number }

type LogFormat = {
  name: string
  /** Lines before the first request. */
  head?: string
  line(entry: LogEntry): string
  /**
   * Whether the format's line contains the user agent of any client, also of a tool. Other formats are only read if a
   * line contains the user agent of a browser.
   */
  hasTools?: false
}

const time = "10/Oct/2025:13:55:36 +0000"
const isoTime = "2025-10-10T13:55:36.186641Z"
const address = ({ index }: LogEntry) => `203.0.113.${index % 250}`
const path = ({ index }: LogEntry) => `/products/${index % 90}?ref=home`
const referrer = ({ index }: LogEntry) => (index % 3 ? "https://www.example.com/list?page=2" : "-")
const bytes = ({ index }: LogEntry) => (index * 7_919) % 90_000
const quoted = (text: string) => JSON.stringify(text)

/** IIS writes a plus sign for a space. */
const plus = (text: string) => text.replaceAll("+", "%2B").replaceAll(" ", "+")

const combined = (entry: LogEntry) =>
  `${address(entry)} - - [${time}] "GET ${path(entry)} HTTP/1.1" 200 ${bytes(entry)} "${referrer(entry)}" "${entry.userAgent}"`

const nginxJson = (entry: LogEntry) => ({
  time: isoTime,
  remote_addr: address(entry),
  request: `GET ${path(entry)} HTTP/1.1`,
  status: 200,
  bytes_sent: bytes(entry),
  connection_requests: 1 + (entry.index % 40),
  http_user_agent: entry.userAgent,
})

const text = (name: string, line: LogFormat["line"]): LogFormat => ({ name, line })
const json = (name: string, object: (entry: LogEntry) => object): LogFormat => ({
  name,
  line: (entry) => JSON.stringify(object(entry)),
})

const servers: readonly LogFormat[] = [
  text("combined format", combined),
  text("combined format with a virtual host", (entry) => `shop.example.com:443 ${combined(entry)}`),
  text("nginx with times at the end", (entry) => `${combined(entry)} "198.51.100.4" rt=0.003 uct="0.000"`),
  text(
    "Kubernetes ingress of nginx",
    (entry) => `${combined(entry)} 522 0.005 [shop-80] [] 10.0.0.2:80 8 0.005 200 ab`,
  ),
  text(
    "Traefik in common format",
    (entry) => `${combined(entry)} ${entry.index} "web@docker" "http://10.0.0.2" 3ms`,
  ),
  text("OpenLiteSpeed in quotation marks", (entry) => `"${combined(entry)}"`),
  text(
    "user agent before the referrer",
    (entry) =>
      `${address(entry)} - - [${time}] "GET ${path(entry)} HTTP/1.1" 200 ${bytes(entry)} "${entry.userAgent}" "${referrer(entry)}"`,
  ),
  text(
    "all fields in quotation marks",
    (entry) =>
      `"${address(entry)}" - "-" "[${time}]" "GET ${path(entry)} HTTP/1.0" "200" "71" "${referrer(entry)}" "${entry.userAgent}" "-" "0.025"`,
  ),
  text(
    "Nginx Proxy Manager",
    (entry) =>
      `[${time}] - 200 200 - GET https www.example.com "${path(entry)}" [Client ${address(entry)}] [Length 612] [Gzip -] [Sent-to 10.0.0.2] "${entry.userAgent}" "${referrer(entry)}"`,
  ),
  text(
    "Envoy",
    (entry) =>
      `[${isoTime}] "GET ${path(entry)} HTTP/2" 200 - 0 5 3 2 "${address(entry)}" "${entry.userAgent}" "0f3a" "www.example.com" "10.0.0.2:80"`,
  ),
  text("tabs", (entry) =>
    [isoTime, address(entry), "GET", path(entry), "200", entry.userAgent, "0.003"].join("\t"),
  ),
  text(
    "bars",
    (entry) =>
      `${isoTime}|${address(entry)}|GET ${path(entry)}|200|${entry.userAgent.replaceAll("|", "")}|0.003`,
  ),
  {
    name: "no quotation marks",
    line: (entry) => `${isoTime} ${address(entry)} GET ${path(entry)} 200 ${entry.userAgent} 0.003`,
    hasTools: false,
  },
  text(
    "keys and values",
    (entry) =>
      `time=${isoTime} level=info method=GET path=${path(entry)} status=200 user_agent="${entry.userAgent}" duration=3ms`,
  ),
  text("systemd journal", (entry) => `Oct 10 13:55:36 web nginx[812]: ${combined(entry)}`),
]

const proxies: readonly LogFormat[] = [
  text(
    "HAProxy with captured headers",
    (entry) =>
      `Oct 10 13:55:36 lb haproxy[14389]: ${address(entry)}:33317 [10/Oct/2025:13:55:36.655] https~ web/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {www.example.com|${entry.userAgent}|} {} "GET ${path(entry)} HTTP/1.1"`,
  ),
  text(
    "HAProxy with captured headers in quotation marks",
    (entry) =>
      `Oct 10 13:55:36 lb haproxy[1]: [1] 10/5 48/0 ---- ${address(entry)}:1 10.0.0.1:443 web - - "GET / HTTP/1.0" 200 web:web1 "-" "{||${entry.userAgent}|x,|47B4}" "-" ""`,
  ),
  text(
    "AWS Application Load Balancer",
    (entry) =>
      `h2 ${isoTime} app/my-lb/50dc6c ${address(entry)}:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443${path(entry)} HTTP/2.0" "${entry.userAgent}" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:x "Root=1-5" "www.example.com" "arn:aws:y" 1 ${isoTime} "forward" "-" "-" "10.0.0.1:80" "200" "-" "-"`,
  ),
  text(
    "AWS Classic Load Balancer",
    (entry) =>
      `${isoTime} my-lb ${address(entry)}:2817 10.0.0.1:80 0.000086 0.001048 0.001337 200 200 0 57 "GET https://www.example.com:443${path(entry)} HTTP/1.1" "${entry.userAgent}" DHE-RSA-AES128-SHA TLSv1.2`,
  ),
  text(
    "AWS S3",
    (entry) =>
      `79a59df900b949e5 bucket [${time}] ${address(entry)} 79a59df900b949e5 3E57427F3EXAMPLE REST.GET.OBJECT index.html "GET ${path(entry)} HTTP/1.1" 200 - 113 113 7 6 "${referrer(entry)}" "${entry.userAgent}" - s9lzHYrFp76ZVxRc SigV4 ECDHE AuthHeader bucket.s3.amazonaws.com TLSv1.2 - -`,
  ),
  {
    name: "AWS CloudFront",
    head: "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query\n",
    line: (entry) =>
      [
        "2025-10-10",
        "13:55:36",
        "FRA50-C1",
        bytes(entry),
        address(entry),
        "GET",
        "d1.cloudfront.net",
        "/",
        "200",
        referrer(entry),
        encodeURIComponent(entry.userAgent),
        "-",
      ].join("\t"),
  },
  {
    name: "IIS",
    head: "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status time-taken\n",
    line: (entry) =>
      `2025-10-10 13:55:36 10.0.0.1 GET / - 443 - ${address(entry)} ${plus(entry.userAgent)} ${referrer(entry)} 200 15`,
  },
  {
    name: "W3C extended with quotation marks",
    head: "#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent) sc-bytes\n",
    line: (entry) => `2025-10-10 13:55:36 ${address(entry)} GET / 200 "${entry.userAgent}" ${bytes(entry)}`,
  },
  json("AWS WAF", (entry) => ({
    timestamp: 1_760_104_536_000,
    action: "ALLOW",
    httpRequest: {
      clientIp: address(entry),
      headers: [
        { name: "Host", value: "www.example.com" },
        { name: "User-Agent", value: entry.userAgent },
      ],
      uri: path(entry),
    },
  })),
  json("Cloudflare", (entry) => ({
    ClientIP: address(entry),
    ClientRequestURI: path(entry),
    ClientRequestUserAgent: entry.userAgent,
    EdgeResponseStatus: 200,
  })),
  json("Google Cloud load balancer", (entry) => ({
    httpRequest: { requestUrl: path(entry), status: 200, userAgent: entry.userAgent },
    timestamp: isoTime,
  })),
  json("Vercel", (entry) => ({ proxy: { userAgent: [entry.userAgent], statusCode: 200 }, timestampInMs: 1 })),
  json("Fastly with hits of the cache", (entry) => ({
    time: isoTime,
    user_agent: entry.userAgent,
    obj: { hits: entry.index % 60 },
    hits: entry.index % 60,
  })),
]

const jsonLogs: readonly LogFormat[] = [
  json("nginx in JSON", nginxJson),
  json("Caddy", (entry) => ({
    level: "info",
    logger: "http.log.access.log0",
    request: { uri: path(entry), headers: { "User-Agent": [entry.userAgent] } },
    status: 200,
  })),
  text("Caddy for a terminal", (entry) => {
    const request = { uri: path(entry), headers: { "User-Agent": [entry.userAgent] } }
    return `2025/10/10 13:55:36.123\tINFO\thttp.log.access\thandled request\t${JSON.stringify({ request })}`
  }),
  text(
    "Bunny CDN",
    (entry) =>
      `HIT|200|1507167062421|412|390|${address(entry)}|-|https://x.b-cdn.net/f.jpg|WA|${entry.userAgent.replaceAll("|", "")}|322b688b|DE`,
  ),
  json("Traefik in JSON", (entry) => ({ ClientHost: address(entry), "request_User-Agent": entry.userAgent })),
  json("Elastic Common Schema", (entry) => ({
    "@timestamp": isoTime,
    agent: { name: "filebeat", version: "8.1.0" },
    user_agent: { original: entry.userAgent, name: "Chrome" },
  })),
  json("Datadog", (entry) => ({ "http.useragent": entry.userAgent, "http.status_code": 200 })),
  json("agent", (entry) => ({ clientip: address(entry), agent: entry.userAgent, response: "200" })),
  json("client_user_agent", (entry) => ({ client_user_agent: entry.userAgent, code: 200 })),
  json("cs(User-Agent) in JSON", (entry) => ({
    "c-ip": address(entry),
    "cs(User-Agent)": plus(entry.userAgent),
  })),
  json("docker json-file with a combined line", (entry) => ({
    log: `${combined(entry)}\n`,
    stream: "stdout",
    time: isoTime,
  })),
  json("docker json-file with JSON", (entry) => ({
    log: `${JSON.stringify(nginxJson(entry))}\n`,
    stream: "stdout",
  })),
  text("Kubernetes with JSON", (entry) => `${isoTime} stdout F ${JSON.stringify(nginxJson(entry))}`),
  text("Kubernetes with a combined line", (entry) => `${isoTime} stdout F ${combined(entry)}`),
  text("docker compose with JSON", (entry) => `web-1  | ${JSON.stringify(nginxJson(entry))}`),
  text("docker compose with a combined line", (entry) => `web-1  | ${combined(entry)}`),
  text("syslog with JSON", (entry) => `<190>Oct 10 13:55:36 web app[7]: ${JSON.stringify(nginxJson(entry))}`),
  json("empty first key", (entry) => ({
    user_agent: "-",
    request: { headers: { "User-Agent": [entry.userAgent] } },
  })),
  text("JSON in a text with keys", (entry) => `level=info msg=${quoted(JSON.stringify(nginxJson(entry)))}`),
]

/** Formats of access logs, with the layout that each server, proxy or collector documents. */
export const logFormats: readonly LogFormat[] = [...servers, ...proxies, ...jsonLogs]

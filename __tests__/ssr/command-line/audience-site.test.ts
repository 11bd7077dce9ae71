import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { openSite } from "#command-line/stores"
import { root, run } from "../../support/inputs/run-audience-command"

const visits = { browsers: { chrome: { "141": 2 } }, unknown: 0, source: "api" }
const draft = { name: "Our shop", listed: false, visits }
const counts = { browsers: { chrome: { "141": 2 }, safari_ios: { "26": 1 } }, unknown: 1, lowerBounds: 0 }
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await once(server.listen(0, "127.0.0.1"), "listening")
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test("creates and updates an audience through the API of a running site, with its ETag", async () => {
  const requests: { method?: string; url?: string; headers: Record<string, unknown>; body: string }[] = []
  const url = await startServer(async (request, response) => {
    let body = ""
    for await (const chunk of request) body += chunk
    const { authorization, "if-match": ifMatch } = request.headers
    requests.push({ method: request.method, url: request.url, headers: { authorization, ifMatch }, body })
    if (request.method === "GET") response.writeHead(200, { etag: '"7"' }).end("{}")
    else if (request.method === "POST") {
      response.writeHead(201).end(JSON.stringify({ slug: "x", url: "http://x/audiences/x", editKey: "k" }))
    } else if (authorization === "Bearer k") response.writeHead(200).end("{}")
    else response.writeHead(403).end(JSON.stringify({ detail: "This key is another audience's." }))
  })
  const created = await run(["import", "user-agents.txt", "--name", "Our shop", "--url", `${url}/`])
  expect(created.out).toContain("Saved as x: http://x/audiences/x\nEdit key (shown only once): k\n")
  expect(requests[0]).toMatchObject({ method: "POST", url: "/api/audiences" })
  expect(JSON.parse(requests[0]?.body ?? "")).toEqual({ name: "Our shop", listed: false, ...counts })

  const update = ["import", "user-agents.txt", "--url", url, "--update", "our-shop-x7kq2mnp", "--key"]
  expect(await run([...update, "k"])).toMatchObject({ status: 0, error: "" })
  expect(requests[2]).toMatchObject({
    method: "PUT",
    url: "/api/audiences/our-shop-x7kq2mnp",
    headers: { authorization: "Bearer k", ifMatch: '"7"' },
  })
  expect(JSON.parse(requests[2]?.body ?? "")).toEqual(counts)
  expect(await run([...update, "other"])).toMatchObject({
    status: 1,
    error: "The site responded with status 403: This key is another audience's.\n",
  })
})

test("reports the new address of a moved site and does not send the edit key", async () => {
  const requests: string[] = []
  const url = await startServer(({ method, url = "", headers }, response) => {
    requests.push(`${method} ${headers.authorization}`)
    response.writeHead(301, { location: `https://www.reachline.example/prefix${url}` }).end()
  })
  const message = "The site has moved to https://www.reachline.example/prefix. Use this address as --url.\n"
  const create = await run(["import", "user-agents.txt", "--name", "x", "--url", url])
  expect(create).toMatchObject({ status: 2, error: message })
  const env = { AUDIENCE_KEY: "k" }
  const update = ["import", "user-agents.txt", "--update", "our-shop-x7kq2mnp", "--url", url]
  expect(await run(update, env)).toMatchObject({ status: 2, error: message })
  expect(requests).toEqual(["POST undefined", "GET undefined"])
})

test("does not follow a redirect to another site", async () => {
  const url = await startServer((_, response) => {
    response.writeHead(302, { location: "https://login.example/?next=/" }).end()
  })
  await expect(openSite(url).create(draft)).rejects.toThrow(
    "The site redirects to https://login.example/, which is not its API. Use the address of the site itself as --url.",
  )
})

test.each([
  ["start the response", () => undefined],
  [
    "end the response",
    (response: ServerResponse) => void response.writeHead(200, { etag: '"1"' }).write("{"),
  ],
])(
  "times out if a site does not %s, and warns that the change may have been saved",
  async (_, startResponse) => {
    const isSlow = { GET: true, PUT: true }
    const url = await startServer(({ method }, response) => {
      if (isSlow[method as "GET"]) startResponse(response)
      else response.writeHead(200, { etag: '"1"' }).end("{}")
    })
    const replace = () => openSite(url, 200).replace("our-shop-x7kq2mnp", "k", { ...draft, name: undefined })
    await expect(replace()).rejects.toThrow(`${url} did not respond within 0.2 s.`)
    isSlow.GET = false
    await expect(replace()).rejects.toThrow("The audience may have been saved. Check before you retry.")
  },
)

test("warns that the audience may have been saved if a site closes the connection after the request", async () => {
  const url = await startServer((request) => request.resume().on("end", () => request.socket.destroy()))
  await expect(openSite(url).create(draft)).rejects.toThrow(
    `The connection to ${url} failed (ECONNRESET). The audience may have been saved. Check before you retry.`,
  )
})

test("exits with the status of the command", () => {
  const args = ["import", "user-agents.txt", "--name", "x", "--url", "http://127.0.0.1:9"]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "scripts/audience.js"), ...args],
    {
      cwd: join(root, "__tests__/unit/import/exports"),
      // Removes npm's variable INIT_CWD, so that the command uses its working directory.
      env: { PATH: process.env.PATH },
      encoding: "utf8",
    },
  )
  expect(stderr).toBe("The connection to http://127.0.0.1:9 failed (ECONNREFUSED).\n")
  expect(stdout).not.toContain("Saved")
  expect(status).toBe(1)
})

test("reads standard input if the file is “-”", () => {
  const program = join(root, "scripts", "audience.js")
  const { status, stdout } = spawnSync(process.execPath, [program, "import", "-", "--dry-run"], {
    input: "Browser,Browser version,Users\nChrome,120,9\nFirefox,121,1\n",
    encoding: "utf8",
  })
  expect([status, stdout]).toEqual([0, expect.stringMatching(/chrome +90\.0%/)])
})

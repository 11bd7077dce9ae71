import type { IncomingMessage } from "node:http"

/** Why a request is answered without anybody looking at what it asks for. */
export type Refusal = { status: 400 | 501; sentence: string }

const isAuthority = /^[\w.~!$&'()*+,;=:%[\]-]+$/

/**
 * What Node's parser lets through although HTTP has it refused, because servers on the way could read it in two ways.
 * Contradicting lengths, spaces before colons, folded lines and the like it refuses by itself.
 */
export function refusalOf({ url, rawHeaders, headers, httpVersion }: IncomingMessage): Refusal | undefined {
  let hosts = 0
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place]
    if (name?.length === 4 && name.toLowerCase() === "host") hosts += 1
  }
  // RFC 9112, 3.2; one that is missing was refused where HTTP/1.1 asks for it.
  if (hosts > 1 || (headers.host && !isAuthority.test(headers.host))) {
    return { status: 400, sentence: "Host must be there once, and name a host." }
  }
  // An origin gets a path, or `*` to be asked about itself; a fragment never leaves a browser.
  if (!url?.startsWith("/") || url.includes("#")) {
    return { status: 400, sentence: "The request's target must be a path." }
  }
  const transfer = headers["transfer-encoding"]
  if (transfer === undefined) return undefined
  // RFC 9112, 6.1.
  if (httpVersion === "1.0") return { status: 400, sentence: "HTTP/1.0 has no Transfer-Encoding." }
  if (transfer.toLowerCase() === "chunked") return undefined
  return { status: 501, sentence: "The only Transfer-Encoding here is chunked." }
}

const absoluteForm = /^https?:\/\/([^/?#]*)(.*)/i

/** The path of a target in absolute form, whose host counts in the place of the field `Host` (RFC 9112, 3.2.2). */
export function originForm({ url = "/", headers }: Pick<IncomingMessage, "url" | "headers">): string {
  const [, host, path = ""] = absoluteForm.exec(url) ?? []
  if (host === undefined) return url
  headers.host = host
  return path.startsWith("/") ? path : `/${path}`
}

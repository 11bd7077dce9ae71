import { join } from "node:path"
import fastifyStatic from "@fastify/static"
import fastifyPlugin from "fastify-plugin"
import { preferredEncoding } from "./cache/content-encoding"
import { acceptsHtml, sendStatusText } from "./error-pages"
import { hostFolder, type Manifest } from "./manifest"
import { compressedName } from "./precompress"
import { handleMatch } from "./routing"

export type StaticFileOptions = { site: string; manifest: Manifest }

export const staticFiles = fastifyPlugin<StaticFileOptions>(async (fastify, { site, manifest }) => {
  const publicFolder = join(site, "public")
  const compressedFolder = join(site, hostFolder, "files")
  await fastify.register(fastifyStatic, { root: publicFolder, serve: false, cacheControl: false })
  handleMatch(fastify, "file", ({ file, status = 200, pageStatus }, request, reply) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return reply.code(405).header("allow", "GET, HEAD").type("text/plain").send("Method Not Allowed")
    }
    if (status !== 200) {
      if (!acceptsHtml(request)) return sendStatusText(reply, status)
      reply.code(status)
      // Removes conditions and ranges from the request. They apply only to a response with status 200 (RFC 9110 §13.2.1
      // and §14.2).
      for (const name of ["if-none-match", "if-modified-since", "if-range", "range"])
        delete request.raw.headers[name]
    }
    if (pageStatus !== undefined) reply.header("x-page-status", pageStatus)
    const { headers, encodings } = manifest.files[file] ?? { headers: -1 }
    for (const [name, value] of manifest.headerSets[headers] ?? []) reply.header(name, value)
    if (!encodings) return reply.sendFile(file)
    reply.header("vary", "Accept-Encoding")
    // A request with a range receives the uncompressed file, because a range would count the bytes of the compressed
    // body.
    const preferred = request.headers.range
      ? undefined
      : preferredEncoding(request.headers["accept-encoding"])
    const encoding = preferred && encodings.includes(preferred) ? preferred : undefined
    if (!encoding) return reply.sendFile(file)
    const extension = file.slice(file.lastIndexOf("."))
    reply.header("content-encoding", encoding).type(typeOf(extension))
    return reply.sendFile(compressedName(file, encoding), compressedFolder, { contentType: false })
  })
})

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".ico": "image/vnd.microsoft.icon",
  ".ttf": "font/ttf",
  ".otf": "font/otf",
}

const typeOf = (extension: string) => types[extension.toLowerCase()] ?? "application/octet-stream"

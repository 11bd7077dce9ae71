import { join } from "node:path"
import fastifyStatic from "@fastify/static"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { preferredEncoding } from "./cache/content-encoding"
import { hostFolder, type Manifest } from "./manifest"
import { compressedName } from "./precompress"

export type SendFile = (request: FastifyRequest, reply: FastifyReply, file: string) => FastifyReply

/**
 * Serves the files of a build with the headers that Gatsby's routes give them: ranges and 304 by @fastify/static,
 * and the compressed copies that the adapter made.
 */
export async function staticFiles(
  fastify: FastifyInstance,
  site: string,
  manifest: Manifest,
): Promise<SendFile> {
  const publicFolder = join(site, "public")
  const compressedFolder = join(site, hostFolder, "files")
  await fastify.register(fastifyStatic, { root: publicFolder, serve: false, cacheControl: false })
  return (request, reply, file) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return reply.code(405).header("allow", "GET, HEAD").type("text/plain").send("Method Not Allowed")
    }
    const { headers, encodings } = manifest.files[file] ?? { headers: -1 }
    for (const [name, value] of manifest.headerSets[headers] ?? []) reply.header(name, value)
    if (!encodings) return reply.sendFile(file)
    reply.header("vary", "Accept-Encoding")
    // A range is a part of the bytes that are sent, and only one of the copies can have them.
    const wanted = request.headers.range ? undefined : preferredEncoding(request.headers["accept-encoding"])
    const encoding = wanted && encodings.includes(wanted) ? wanted : undefined
    if (!encoding) return reply.sendFile(file)
    const extension = file.slice(file.lastIndexOf("."))
    reply.header("content-encoding", encoding).type(typeOf(extension))
    return reply.sendFile(compressedName(file, encoding), compressedFolder, { contentType: false })
  }
}

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

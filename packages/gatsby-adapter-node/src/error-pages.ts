import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Manifest } from "./manifest"

/** The pages that a site has for what goes wrong, as its build left them. */
export type ErrorPages = {
  /** public/404.html; undefined where the site has none. */
  notFound: Buffer | undefined
  /** public/500.html with the request's id in it. */
  failed(id: string): string
  /** What the build says of such a page's file; how long it may be kept is another matter. */
  headers: Readonly<Record<string, string>>
}

/** Reads the pages once: they have to be there when nothing else works. */
export function readErrorPages(
  publicFolder: string,
  { files, headerSets }: Pick<Manifest, "files" | "headerSets">,
): ErrorPages {
  const notFound = read(join(publicFolder, "404.html"))
  const failed = read(join(publicFolder, "500.html"))?.toString("utf8")
  const said = headerSets[files["/404.html"]?.headers ?? -1] ?? []
  const headers = Object.fromEntries(said.filter(([name]) => name.toLowerCase() !== "cache-control"))
  return { notFound, failed: (id) => withId(failed ?? plain, id), headers }
}

const plain =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Internal Server Error</title></head>' +
  "<body><h1>Internal Server Error</h1></body></html>"

/** After the site's own markup, which React takes over and which must not differ from what it renders. */
function withId(html: string, id: string): string {
  const note = `<p data-request-id="${id}">Request ${id}</p>`
  const place = html.lastIndexOf("</body>")
  return place === -1 ? html + note : html.slice(0, place) + note + html.slice(place)
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** The id that a proxy gave the request, where it looks like one: it goes into logs and pages. */
export const isRequestId = (value: unknown): value is string =>
  typeof value === "string" && /^[\w.-]{8,64}$/.test(value)

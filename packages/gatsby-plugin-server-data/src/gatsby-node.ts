import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { BuildArgs } from "gatsby"
import { policyFile } from "./content-security-policy"
import { inlineCode } from "./inline-code"
import { loaderScript } from "./page-data-script"

export type PolicyOptions = {
  /**
   * Directives in the place of the default ones, or besides them; an empty value leaves one out.
   * The hashes are added to `script-src` and `style-src` whatever they say.
   */
  directives?: Record<string, string>
  /** Inline scripts that the site itself puts into server-rendered pages, each the same in every page. */
  scripts?: readonly string[]
}

const defaults: Record<string, string> = {
  "default-src": "'self'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "font-src": "'self' data:",
  "object-src": "'none'",
  "base-uri": "'self'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
}

/**
 * `onPostBuild` of gatsby-node: makes the Content-Security-Policy of this build, which allows the inline scripts and
 * styles that it really has, by their hashes, and no other. Server-rendered pages get it as a header, static pages as
 * a meta element.
 * @example export const onPostBuild = writeContentSecurityPolicy()
 */
export function writeContentSecurityPolicy(options: PolicyOptions = {}) {
  return async function onPostBuild({ store }: Pick<BuildArgs, "store">): Promise<void> {
    const { program, pages } = store.getState() as State
    const site = program.directory
    const files = [...pages.values()]
      .map((page) => join(site, "public", htmlFile(page.path)))
      .filter((file) => existsSync(file))
    if (!files.length) {
      throw new Error(
        "Content-Security-Policy: no static page tells what Gatsby inlines. Add src/pages/404.tsx.",
      )
    }
    const htmls = await Promise.all(files.map(async (file) => withoutMeta(await readFile(file, "utf8"))))
    const policy = contentSecurityPolicyOf(htmls, await gatsbysOwn(join(site, "public")), options)
    await mkdir(dirname(join(site, policyFile)), { recursive: true })
    await writeFile(join(site, policyFile), `content-security-policy: ${policy}`)
    await Promise.all(files.map((file, index) => writeFile(file, withMeta(htmls[index] ?? "", policy))))
  }
}

type State = { program: { directory: string }; pages: Map<string, { path: string }> }

/** "/404.html" stands for itself, "/data" is in data/index.html whatever its trailing slash. */
const htmlFile = (path: string) => (path.endsWith(".html") ? path : join(path, "index.html"))

/**
 * What Gatsby puts into a server-rendered page after onPreRenderHTML: the chunk mapping and the compilation hash, as
 * they stand in the slices, and the style sheets.
 */
async function gatsbysOwn(directory: string): Promise<{ slices: string[]; styles: string[] }> {
  const slices = join(directory, "_gatsby", "slices")
  const read = (folder: string, names: string[]) =>
    Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))
  const names = existsSync(slices) ? await readdir(slices) : []
  const sheets = (await readdir(directory)).filter((name) => name.endsWith(".css"))
  return {
    slices: await read(
      slices,
      names.filter((name) => name.endsWith(".html")),
    ),
    styles: await read(directory, sheets),
  }
}

/** The policy for a build with these static pages; with the text of each thing inlined in none of them. */
export function contentSecurityPolicyOf(
  htmls: readonly string[],
  { slices, styles }: { slices: readonly string[]; styles: readonly string[] },
  { directives = {}, scripts = [] }: PolicyOptions,
): string {
  const inline = [...htmls, ...slices].map(inlineCode)
  const hashes = {
    "script-src": unique([loaderScript, ...scripts, ...inline.flatMap((code) => code.scripts)]),
    "style-src": unique([...styles, ...inline.flatMap((code) => code.styles)]),
    "style-src-attr": unique(inline.flatMap((code) => code.styleAttributes)),
  }
  const merged: Record<string, string> = {
    ...defaults,
    ...(hashes["style-src-attr"].length ? { "style-src-attr": "'unsafe-hashes'" } : {}),
    ...directives,
  }
  for (const [name, list] of Object.entries(hashes)) {
    // Beside a hash, 'unsafe-inline' counts for nothing: who asks for it means it.
    if (merged[name] && !merged[name].includes("'unsafe-inline'"))
      merged[name] = [merged[name], ...list].join(" ")
  }
  return Object.entries(merged)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name} ${value}`)
    .join("; ")
}

const unique = (texts: readonly string[]) => [...new Set(texts)].map(sourceHash).sort()

const sourceHash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`

// Browsers ignore these in a meta element, and say so in the console.
const headerOnly = /(?:^|; )(?:frame-ancestors|report-uri|report-to|sandbox)\b[^;]*/g

const marker = "data-server-data"

function withMeta(html: string, policy: string): string {
  const content = policy
    .replace(headerOnly, "")
    .replace(/^; /, "")
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
  const meta = `<meta ${marker} http-equiv="Content-Security-Policy" content="${content}"/>`
  // After the charset, which has to be within the first 1,024 bytes, and before anything that it has to guard.
  return html.replace(/<head[^>]*>(?:<meta charset="[^"]*"\/?>)?/i, (start) => start + meta)
}

/** An incremental build leaves the pages that it did not make as they were, with an older policy. */
const withoutMeta = (html: string) => html.replace(new RegExp(`<meta ${marker}[^>]*>`, "g"), "")

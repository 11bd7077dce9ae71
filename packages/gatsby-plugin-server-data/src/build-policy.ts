/**
 * The Content-Security-Policy of a build. The policy allows exactly the inline scripts and styles of the build, each by
 * its hash. Server-rendered pages send the policy as a header. Static pages contain the policy as a meta element, so
 * that the policy works on every host.
 */
import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { policyFile } from "./content-security-policy"
import { inlineCode } from "./inline-code"
import { loaderScript } from "./page-data-script"

export type PolicyOptions = {
  /**
   * The site's own directives. Each key is a name, such as `img-src`. A directive is added to the policy, or replaces
   * the default directive of the same name. An empty value removes the default directive. The build adds its hashes to
   * `script-src`, `style-src` and `style-src-attr`. If the site sets `script-src-elem` or `style-src-elem`, the build
   * adds the hashes there too.
   */
  directives?: Record<string, string>
  /**
   * Inline scripts that no static page contains. Examples are the scripts of Gatsby's `<Script>`, which the browser
   * adds, and scripts that the site adds only to server-rendered pages. Each text must be exactly equal to the script,
   * including spaces.
   */
  scripts?: readonly string[]
  /**
   * Whether browsers only report violations of the policy, but do not block them. Default: false. If true, static pages
   * have no policy, because browsers ignore a report-only policy in HTML.
   */
  reportOnly?: boolean
}

/** A static page of the build. */
export type StaticPage = { file: string; html: string }

/** The static pages, slices and style sheets of a build. They contain the code that Gatsby inlines. */
export type BuiltCode = {
  htmls: readonly string[]
  slices: readonly string[]
  styles: readonly string[]
}

const defaults: Record<string, string> = {
  "default-src": "'self'",
  "script-src": "'self'",
  "style-src": "'self'",
  "style-src-attr": "'unsafe-hashes'",
  "img-src": "'self' data:",
  "font-src": "'self' data:",
  "object-src": "'none'",
  "base-uri": "'self'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
}

// The style attributes of Gatsby's router (focus wrapper) and of its route announcer.
const routerStyleAttributes = [
  "outline:none",
  "position:absolute;top:0;width:1px;height:1px;padding:0;overflow:hidden;clip:rect(0, 0, 0, 0);white-space:nowrap;border:0",
]

/** The style attribute that Partytown, which runs "off-main-thread" scripts, sets on its frame. */
const partytownStyle = "display:block;width:0;height:0;border:0;visibility:hidden"

const hasPartytown = (html: string) => html.includes("data-partytown")

/**
 * Writes the policy of a build to the file that the server reads, and into the static pages of the build.
 * @param directory the site's directory
 * @param policy if false, the build has no policy, and the policy of an earlier build is removed
 */
export async function writeContentSecurityPolicy(
  directory: string,
  pages: readonly StaticPage[],
  policy: PolicyOptions | false,
): Promise<void> {
  const file = join(directory, policyFile)
  const bare = pages.map(({ html }) => withoutMeta(html))
  if (policy === false) await rm(file, { force: true })
  const value =
    policy && contentSecurityPolicyOf({ htmls: bare, ...(await readGatsbyCode(directory)) }, policy)
  if (value) {
    const name = policy.reportOnly ? "content-security-policy-report-only" : "content-security-policy"
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, `${name}: ${value}`)
  }
  const meta = value && !policy.reportOnly ? value : undefined
  await Promise.all(
    pages.map(({ file, html }, index) => {
      const page = bare[index] ?? ""
      const written = meta ? withMeta(page, meta) : page
      return written === html ? undefined : writeFile(file, written)
    }),
  )
}

/**
 * Reads the inline code that Gatsby adds to server-rendered pages after onPreRenderHTML. The HTML of Gatsby's slices
 * contains the scripts (the chunk mapping and the compilation hash). The CSS files contain the styles.
 */
async function readGatsbyCode(directory: string): Promise<Omit<BuiltCode, "htmls">> {
  const folder = join(directory, "public")
  return {
    slices: await readAll(join(folder, "_gatsby", "slices"), ".html"),
    styles: await readAll(folder, ".css"),
  }
}

async function readAll(folder: string, extension: string): Promise<string[]> {
  const names = existsSync(folder) ? await readdir(folder) : []
  return Promise.all(
    names.filter((name) => name.endsWith(extension)).map((name) => readFile(join(folder, name), "utf8")),
  )
}

/** Returns the value of the policy's header. */
export function contentSecurityPolicyOf(
  { htmls, slices, styles }: BuiltCode,
  { directives = {}, scripts = [] }: PolicyOptions = {},
): string {
  const inline = [...htmls, ...slices].map(inlineCode)
  const scriptHashes = hashesOf([loaderScript, ...scripts, ...inline.flatMap((code) => code.scripts)])
  const styleHashes = hashesOf([...styles, ...inline.flatMap((code) => code.styles)])
  const hashes = {
    "script-src": scriptHashes,
    "script-src-elem": scriptHashes,
    "style-src": styleHashes,
    "style-src-elem": styleHashes,
    "style-src-attr": hashesOf([
      ...routerStyleAttributes,
      ...(htmls.some(hasPartytown) ? [partytownStyle] : []),
      ...inline.flatMap((code) => code.styleAttributes),
    ]),
  }
  const merged = { ...defaults, ...directives }
  for (const [name, list] of Object.entries(hashes)) {
    // Adds no hashes to a directive with 'unsafe-inline', because browsers ignore 'unsafe-inline' if the directive also
    // contains a hash.
    if (merged[name] && !merged[name].includes("'unsafe-inline'"))
      merged[name] = [merged[name], ...list].join(" ")
  }
  return Object.entries(merged)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name} ${value}`)
    .join("; ")
}

/**
 * Returns warnings about features of the site that do not work in this build. @param plugins the names of the site's
 * plugins
 */
export function policyWarnings(
  pages: readonly StaticPage[],
  policy: PolicyOptions | false,
  plugins: readonly string[],
): string[] {
  const warnings: string[] = []
  const idle = pages.find(({ html }) => html.includes('type="text/partytown"') && !hasPartytown(html))
  if (idle) {
    warnings.push(
      `Gatsby did not add Partytown to ${idle.file}, so a <Script> with the strategy "off-main-thread" does not run there. ` +
        'Gatsby adds Partytown only to sites without a path prefix. Use the strategy "idle".',
    )
  }
  const styleAttributes = policy ? (policy.directives?.["style-src-attr"] ?? "") : "'unsafe-inline'"
  if (plugins.includes("gatsby-plugin-image") && !styleAttributes.includes("'unsafe-inline'")) {
    warnings.push(
      "The Content-Security-Policy blocks the style attributes of gatsby-plugin-image on server-rendered pages. " +
        `Set contentSecurityPolicy: { directives: { "style-src-attr": "'unsafe-inline'" } }.`,
    )
  }
  return warnings
}

const hashesOf = (texts: readonly string[]) => [...new Set(texts)].map(hashOf).sort()

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`

// Browsers ignore these directives in a meta element and log an error.
const headerOnly = /(?:^|; )(?:frame-ancestors|report-uri|report-to|sandbox)\b[^;]*/g

const marker = "data-server-data"

function withMeta(html: string, policy: string): string {
  const content = policy
    .replace(headerOnly, "")
    .replace(/^; /, "")
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
  const meta = `<meta ${marker} http-equiv="Content-Security-Policy" content="${content}"/>`
  // The charset must be within the first 1,024 bytes, so the policy follows the charset. The policy must precede all
  // code that it controls.
  return html.replace(/<head[^>]*>(?:<meta charset="[^"]*"\/?>)?/i, (start) => start + meta)
}

/**
 * Removes the policy of an earlier build. Unchanged pages contain it, because an incremental build does not write them.
 */
const withoutMeta = (html: string) => html.replace(new RegExp(`<meta ${marker}[^>]*>`, "g"), "")

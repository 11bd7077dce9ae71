/** The inline code of a page that a Content-Security-Policy judges. */
export type InlineCode = { scripts: string[]; styles: string[]; styleAttributes: string[] }

const attributes = `((?:[^>"']|"[^"]*"|'[^']*')*)`
const scriptElement = new RegExp(`<script\\b${attributes}>([\\s\\S]*?)</script>`, "gi")
const styleElement = new RegExp(`<style\\b${attributes}>([\\s\\S]*?)</style>`, "gi")
const anyElement = new RegExp(`<[a-z][\\w-]*\\b${attributes}>`, "gi")
const styleAttribute = /\sstyle="([^"]*)"/i

/** Types of script that browsers run, or take orders from; whatever else is a data block. */
const executable = /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:java|ecma)script)$/i

/** Reads the HTML that React wrote in a build: well-formed, its attributes in double quotes. */
export function inlineCode(html: string): InlineCode {
  const scripts: string[] = []
  const styles: string[] = []
  for (const [, given = "", text = ""] of html.matchAll(scriptElement)) {
    const type = /\stype="([^"]*)"/i.exec(given)?.[1] ?? ""
    if (!/\ssrc=/i.test(given) && executable.test(type.trim())) scripts.push(text)
  }
  for (const [, , text = ""] of html.matchAll(styleElement)) styles.push(text)
  // Not within scripts, where text may look like an element.
  const elements = html.replace(scriptElement, "").replace(styleElement, "").matchAll(anyElement)
  const styleAttributes = [...elements].flatMap(([, given = ""]) => {
    const value = styleAttribute.exec(given)?.[1]
    return value === undefined ? [] : [decoded(value)]
  })
  return { scripts, styles, styleAttributes }
}

const entities: Record<string, string> = {
  "&quot;": '"',
  "&#x27;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
}

/** The entities that React writes into attributes. */
const decoded = (value: string) =>
  value.replace(/&(?:quot|#x27|lt|gt|amp);/g, (entity) => entities[entity] ?? entity)

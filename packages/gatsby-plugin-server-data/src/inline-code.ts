import { type DefaultTreeAdapterTypes, parse } from "parse5"

/** The inline code of a page to which a Content-Security-Policy applies. */
export type InlineCode = { scripts: string[]; styles: string[]; styleAttributes: string[] }

/** Matches the `type` of scripts that browsers run or interpret. A script of any other type is a data block. */
const executable = /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:java|ecma)script)$/i

/** Finds the inline code of a page, including the code in `noscript`. */
export function inlineCode(html: string): InlineCode {
  const code: InlineCode = { scripts: [], styles: [], styleAttributes: [] }
  collect(parse(html, { scriptingEnabled: false }), code)
  return code
}

function collect(node: DefaultTreeAdapterTypes.Node, code: InlineCode): void {
  if ("attrs" in node) {
    const { src, type = "", style } = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
    if (style !== undefined) code.styleAttributes.push(style)
    if (node.tagName === "style") code.styles.push(textOf(node))
    if (node.tagName === "script" && src === undefined && executable.test(type.trim()))
      code.scripts.push(textOf(node))
  }
  if ("childNodes" in node) for (const child of node.childNodes) collect(child, code)
}

const textOf = ({ childNodes }: DefaultTreeAdapterTypes.Element) =>
  childNodes.map((child) => ("value" in child ? child.value : "")).join("")

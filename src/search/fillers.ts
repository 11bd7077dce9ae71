/** Words that people add to a name: “fetch API”, “CSS nesting”, “has selector”. */
const fillers: ReadonlySet<string> = new Set([
  ...["api", "attribute", "class", "css", "element", "event", "function", "header", "html", "http"],
  ...[
    "interface",
    "javascript",
    "js",
    "keyword",
    "layout",
    "method",
    "object",
    "operator",
    "property",
    "pseudo",
  ],
  ...["regex", "regexp", "rule", "selector", "statement", "tag", "web"],
])

/** Returns the words of a text without fillers. Returns an empty list if the text has no fillers or only fillers. */
export function withoutFillers(words: readonly string[]): string[] {
  const significant = words.filter((word) => !fillers.has(word))
  return significant.length < words.length ? significant : []
}

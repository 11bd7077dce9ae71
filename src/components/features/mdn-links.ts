const root = "https://developer.mozilla.org/docs/Web"

/** The MDN paths of the kinds of compat keys that have a predictable address. */
const kinds: readonly [pattern: RegExp, path: (name: string) => string][] = [
  [/^css\.properties\.([a-z-]+)$/, (name) => `CSS/${name}`],
  [/^css\.at-rules\.([a-z-]+)$/, (name) => `CSS/@${name}`],
  [/^html\.elements\.([a-z]\w*)$/, (name) => `HTML/Element/${name}`],
  [/^api\.([A-Z]\w*)$/, (name) => `API/${name}`],
  [/^http\.headers\.([A-Z][\w-]*)$/, (name) => `HTTP/Headers/${name}`],
  [/^javascript\.builtins\.([A-Z]\w*)$/, (name) => `JavaScript/Reference/Global_Objects/${name}`],
  // Members of an interface or a global object. MDN addresses also contain `_event` and `_static`.
  [/^api\.([A-Z]\w*\.[a-z][A-Za-z]*(?:_event|_static)?)$/, (name) => `API/${name.replace(".", "/")}`],
  [
    /^javascript\.builtins\.([A-Z]\w*\.[a-z][A-Za-z]*)$/,
    (name) => `JavaScript/Reference/Global_Objects/${name.replace(".", "/")}`,
  ],
]

/**
 * Returns the MDN page of one of a feature's parts. If no address is predictable, returns a search for `name`.
 */
export function mdnLink(name: string, keys: readonly string[]): { href: string; text: string } {
  // Compat keys of selectors have no colons, so the feature's name decides between one colon and two.
  const selector = /^(::?)([a-z-]+)(?:\(\))?$/.exec(name)
  if (selector && keys.includes(`css.selectors.${selector[2]}`)) {
    const subject = `${selector[1]}${selector[2]}`
    return { href: `${root}/CSS/${subject}`, text: `MDN: ${subject}` }
  }
  for (const [pattern, path] of kinds) {
    for (const key of keys) {
      const subject = pattern.exec(key)?.[1]
      if (subject) return { href: `${root}/${path(subject)}`, text: `MDN: ${subject}` }
    }
  }
  return {
    href: `https://developer.mozilla.org/search?q=${encodeURIComponent(name)}`,
    text: `MDN: search for ${name}`,
  }
}

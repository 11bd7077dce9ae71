const root = "https://developer.mozilla.org/docs/Web"

/** How compat keys of each kind are addressed on MDN; what is not here has no page that can be told by its key. */
const kinds: readonly [pattern: RegExp, path: (name: string) => string][] = [
  [/^css\.properties\.([a-z-]+)$/, (name) => `CSS/${name}`],
  [/^css\.at-rules\.([a-z-]+)$/, (name) => `CSS/@${name}`],
  [/^html\.elements\.([a-z]\w*)$/, (name) => `HTML/Element/${name}`],
  [/^api\.([A-Z]\w*)$/, (name) => `API/${name}`],
  [/^http\.headers\.([A-Z][\w-]*)$/, (name) => `HTTP/Headers/${name}`],
  [/^javascript\.builtins\.([A-Z]\w*)$/, (name) => `JavaScript/Reference/Global_Objects/${name}`],
  // A member of an interface or a global object: `_event` and `_static` are in the addresses of MDN too.
  [/^api\.([A-Z]\w*\.[a-z][A-Za-z]*(?:_event|_static)?)$/, (name) => `API/${name.replace(".", "/")}`],
  [
    /^javascript\.builtins\.([A-Z]\w*\.[a-z][A-Za-z]*)$/,
    (name) => `JavaScript/Reference/Global_Objects/${name.replace(".", "/")}`,
  ],
]

/** The page of MDN that a feature's parts lead to for certain; where there is none, MDN's search for its name. */
export function mdnLink(name: string, keys: readonly string[]): { href: string; text: string } {
  // Keys of selectors come without the colons, of which a feature's name may tell how many they are.
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

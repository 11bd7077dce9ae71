import fc from "fast-check"
import { parseQuestion } from "#search/parse-question"
import { resolveFeatures } from "#search/resolve-features"
import { search } from "#search/search"
import { provideCatalog } from "../../support/inputs/catalog"

const { features } = provideCatalog()
const ids = new Set(features.map(({ id }) => id))
const idsOf = (text: string) => resolveFeatures(text).found.map(({ id }) => id)
const unknownOf = (text: string) => resolveFeatures(text).unknown.map(({ text }) => text)

test.each([
  [":has()", "has"],
  ["has selector", "has"],
  ["grid", "grid"],
  ["CSS grid", "grid"],
  ["grid layout", "grid"],
  ["GRID", "grid"],
  ["subgrid", "subgrid"],
  ["flex box", "flexbox"],
  ["container queries", "container-queries"],
  ["@container", "container-queries"],
  ["css nesting", "nesting"],
  ["lazy loading", "loading-lazy"],
  ["structuredClone", "structured-clone"],
  ["service worker", "service-workers"],
  ["oklch", "oklab"],
  ["dark mode", "prefers-color-scheme"],
  ["@layer", "cascade-layers"],
  ["Object.groupBy", "array-group"],
  ["passkey", "webauthn"],
  ["optional chaining", "object-object"],
  ["jpeg xl", "jpegxl"],
  ["css masonry", "grid-lanes"],
  ["masonry", "grid-lanes"],
  ["<dialog>", "dialog"],
  ["popover", "popover"],
  ["view transitions api", "view-transitions"],
  ["document.startViewTransition()", "view-transitions"],
  ["anchor positioning", "anchor-positioning"],
  ["Array.prototype.at", "array-at"],
  ["top-level await", "top-level-await"],
  ["woff2", "font-face"],
  ["sticky", "sticky-positioning"],
  ["dvh", "viewport-unit-variants"],
  ["gap", "grid"],
  ["?.", "object-object"],
  ["margin-top", "margin"],
  ["fetch keepalive", "fetch"],
  ["private fields", "class-syntax"],
  ["web share", "share"],
  ["Drag and Drop", "draganddrop"],
])("resolves “%s” to %s", (text, id) => {
  expect(idsOf(text)).toEqual([id])
  expect(unknownOf(text)).toEqual([])
  expect(search(text).features.map((index) => features[index]?.id)).toContain(id)
})

test("names the part if the text names a part and not a feature", () => {
  expect(resolveFeatures("optional chaining").found).toEqual([
    {
      text: "optional chaining",
      id: "object-object",
      part: { key: "javascript.operators.optional_chaining", name: "Optional chaining (?.)" },
    },
  ])
  expect(resolveFeatures("javascript.operators.optional_chaining").found[0]).toMatchObject({
    id: "object-object",
    part: { key: "javascript.operators.optional_chaining" },
  })
  expect(resolveFeatures("grid").found).toEqual([{ text: "grid", id: "grid" }])
})

test.each([
  ["grid,has", ["grid", "has"]],
  ["has; subgrid", ["has", "subgrid"]],
  [":has(), container queries and popover", ["has", "container-queries", "popover"]],
  ["grid & popover", ["grid", "popover"]],
  ["grid, has, and popover", ["grid", "has", "popover"]],
  ["grid und popover", ["grid", "popover"]],
  ["grid\nhas\r\npopover", ["grid", "has", "popover"]],
  ["grid has popover", ["grid", "has", "popover"]],
  ["masonry subgrid", ["grid-lanes", "subgrid"]],
  ["grid, GRID, grid", ["grid"]],
  ["Drag and Drop and popover", ["draganddrop", "popover"]],
  ["popover, Small, large, and dynamic viewport units", ["popover", "viewport-unit-variants"]],
  ["?., ??= and **", ["object-object", "nullish-coalescing", "exponentiation"]],
  [" , ;\n", []],
  ["", []],
])("splits %j into %j", (text, ids) => {
  expect(idsOf(text)).toEqual(ids)
  expect(unknownOf(text)).toEqual([])
})

test("resolves every feature by id and by name, also in a list", () => {
  const [first] = features
  for (const { id, name } of features) {
    expect(idsOf(id)).toEqual([id])
    const ids = idsOf(`${name}; ${first?.id}`)
    expect(ids).toHaveLength(id === first?.id ? 1 : 2)
  }
})

test("resolves the other names if one name is unknown", () => {
  const { found, unknown } = resolveFeatures("css nesting, dialg, optional chaining")
  expect(found.map(({ id }) => id)).toEqual(["nesting", "object-object"])
  expect(unknown).toHaveLength(1)
  expect(unknown[0]).toMatchObject({ text: "dialg", elsewhere: [] })
  expect(unknown[0]?.suggestions[0]).toEqual({ id: "dialog", name: "<dialog>" })
})

test("suggests the successors of a split feature", () => {
  const { found, unknown } = resolveFeatures("single-color-gradients")
  expect(found).toEqual([])
  expect(unknown[0]?.suggestions.length).toBe(2)
})

test("does not guess a feature for a group, a misspelt name or words of several features", () => {
  for (const text of ["web components", "contaner queries", "image format"]) {
    expect(idsOf(text)).toEqual([])
    expect(resolveFeatures(text).unknown[0]?.suggestions.length).toBeGreaterThan(0)
  }
})

test.each([
  ["hevc", "hevc"],
  ["h265", "hevc"],
  ["h.264", "mpeg4"],
  ["mp3", "mp3"],
  ["TLS 1.3", "tls1-3"],
  ["web sql", "sql-storage"],
])("refers for %s, which web-features does not have, to %s of caniuse", (text, id) => {
  const { found, unknown } = resolveFeatures(text)
  expect(found).toEqual([])
  expect(unknown[0]?.elsewhere).toContainEqual(
    expect.objectContaining({ id, url: `https://caniuse.com/${id}` }),
  )
  expect(search(text).elsewhere).toEqual(unknown[0]?.elsewhere)
})

test("does not refer to caniuse if a feature or a part matches", () => {
  for (const text of ["grid", "optional chaining", "rest parameters", "passkeys", "Object.entries"]) {
    expect(search(text).elsewhere).toEqual([])
  }
})

test.each([
  [":has(), container queries and popover in Germany", ["has", "container-queries", "popover"], "DE"],
  ["popover in Deutschland", ["popover"], "DE"],
  ["grid en France", ["grid"], "FR"],
  ["grid au Japon", ["grid"], "JP"],
  ["popover for the United States", ["popover"], "US"],
  ["popover and grid in the UK", ["popover", "grid"], "GB"],
  ["popover in de", ["popover"], "DE"],
  ["popover in US", ["popover"], "US"],
  ["popover on alt-eu", ["popover"], "alt-eu"],
  ["Can I use popover in Brazil?", ["popover"], "BR"],
  ["popover in the world", ["popover"], "world"],
  ["optional chaining in 日本", ["object-object"], "JP"],
  ["popover", ["popover"], undefined],
  ["popover?", ["popover"], undefined],
  ["can we use it, popover", ["popover"], undefined],
  ["popover and ?.", ["popover", "object-object"], undefined],
])("reads the question “%s”", (text, ids, audience) => {
  const question = parseQuestion(text)
  expect(question.features.found.map(({ id }) => id)).toEqual(ids)
  expect(question.audience?.id).toBe(audience)
})

test("does not take the words of a name or a pronoun for a region", () => {
  for (const text of ["for in", "can we use it for us", "popover in it", "picture in picture"]) {
    expect(parseQuestion(text).audience).toBeUndefined()
  }
  expect(parseQuestion("picture in picture").features.found[0]?.id).toBe("picture-in-picture")
})

test("never throws, and accounts for every name of any text", () => {
  const words = fc.constantFrom(
    ..."grid,has,and,&,in,Germany,?.,??=,constructor,__proto__,toString,#x,🚀,;,…".split(","),
  )
  const texts = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.array(words, { maxLength: 8 }).map((list) => list.join(" ")),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const { parts, features: found, closeCount } = search(text)
      expect(new Set(found).size).toBe(found.length)
      expect(found.every((index) => features[index] !== undefined)).toBe(true)
      expect(closeCount).toBeLessThanOrEqual(found.length)
      for (const { feature } of parts) expect(found).toContain(feature)
      const { found: named, unknown } = parseQuestion(text).features
      for (const { text: name } of [...named, ...unknown]) expect(text).toContain(name)
      for (const { id } of [...named, ...unknown.flatMap(({ suggestions }) => suggestions)]) {
        expect(ids).toContain(id)
      }
    }),
    { numRuns: 60 },
  )
})

test("reads a bounded number of names", () => {
  expect(unknownOf("qwxzv;".repeat(3)).length).toBe(1)
  const many = Array.from({ length: 2_000 }, (_, index) => `q${index}`).join(",")
  expect(unknownOf(many).length + idsOf(many).length).toBeLessThanOrEqual(100)
})

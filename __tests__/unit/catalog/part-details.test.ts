import { compileCatalog } from "#catalog/compile"
import { compilePartDetails } from "#catalog/compile-part-details"

const catalog = compileCatalog()
const { parts, notes } = compilePartDetails(catalog)

test("contains the prefix of partial support and the page on MDN", () => {
  expect(parts["css.properties.user-select"]).toEqual({
    mdn: "Web/CSS/Reference/Properties/user-select",
    partial: expect.objectContaining({
      safari: { prefix: "-webkit-" },
      safari_ios: { prefix: "-webkit-" },
      firefox: { prefix: "-moz-" },
    }),
  })
  expect(parts["javascript.operators.optional_chaining"]).toEqual({
    mdn: "Web/JavaScript/Reference/Operators/Optional_chaining",
  })
})

test("a value of a property has the prefix of the property", () => {
  expect(parts["css.properties.user-select.none"]?.partial?.safari).toEqual({ prefix: "-webkit-" })
})

test("marks full support that only browser-compat-data states", () => {
  const marked = Object.values(parts).flatMap(({ partial }) => Object.values(partial ?? {}))
  expect(marked.some(({ isFull }) => isFull)).toBe(true)
  for (const { isFull, prefix, alternativeName } of marked) {
    if (isFull) expect({ prefix, alternativeName }).toEqual({})
  }
})

test("contains notes as plain text, each once", () => {
  expect(notes.length).toBeGreaterThan(300)
  expect(new Set(notes).size).toBe(notes.length)
  for (const note of notes) expect(note).not.toMatch(/href=|<\/code>|&(lt|gt|amp|quot);|\s\s/)
  const noted = parts["css.properties.hyphens.auto"]?.partial?.chrome?.notes ?? []
  expect(noted.map((index) => notes[index])).toEqual(["Only supported on macOS."])
})

test("contains only parts of the catalogue", () => {
  const keys = new Set(catalog.features.flatMap((feature) => feature.parts.map(([key]) => key)))
  expect(Object.keys(parts).filter((key) => !keys.has(key))).toEqual([])
  expect(Object.keys(parts).length).toBeGreaterThan(0.98 * keys.size)
})

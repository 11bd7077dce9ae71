import type { CompatStatement, SimpleSupportStatement } from "@mdn/browser-compat-data"
import { firstPartialVersions, partialRanges } from "#catalog/compat-data"

type Statement = Partial<SimpleSupportStatement>

const inChrome = (...statements: Statement[]) =>
  ({ support: { chrome: statements } }) as unknown as CompatStatement
const sinceIn = (full: string | undefined, ...statements: Statement[]) =>
  firstPartialVersions([inChrome(...statements)], [full])[0]

test("support with a prefix, under another name or in part starts before full support", () => {
  expect(sinceIn("54", { version_added: "54" }, { version_added: "1", prefix: "-webkit-" })).toBe("1")
  expect(sinceIn("54", { version_added: "30", alternative_name: "webkitThing" })).toBe("30")
  expect(sinceIn(undefined, { version_added: "≤80", partial_implementation: true })).toBe("80")
  expect(sinceIn("54", { version_added: "54" })).toBe("54")
  expect(firstPartialVersions([], ["54"])[0]).toBe("54")
})

test("support behind a flag, planned support and removed support do not count", () => {
  const prefix = "-webkit-"
  const flags = [{ type: "preference", name: "grid" }] as SimpleSupportStatement["flags"]
  expect(sinceIn("54", { version_added: "40", prefix, flags })).toBe("54")
  expect(sinceIn(undefined, { version_added: "preview", prefix })).toBeUndefined()
  expect(sinceIn(undefined, { version_added: false, prefix })).toBeUndefined()
  expect(sinceIn("54", { version_added: "10", version_removed: "20", prefix })).toBe("54")
  expect(sinceIn(undefined, { version_added: "10", version_removed: "20", prefix })).toBeUndefined()
})

test("ranges of versions count together if each continues until the next one", () => {
  const old = { version_added: "2", version_removed: "10", prefix: "-khtml-" }
  const newer = { version_added: "10", version_removed: "54", prefix: "-webkit-" }
  expect(sinceIn("54", newer, old)).toBe("2")
  expect(sinceIn("55", newer, old)).toBe("55")
  expect(partialRanges([inChrome(newer, old)], "chrome", "54").map(({ prefix }) => prefix)).toEqual([
    "-khtml-",
    "-webkit-",
  ])
  // Full support that ended earlier counts only if partial support follows it.
  expect(sinceIn("54", { version_added: "2", version_removed: "10" }, newer)).toBe("2")
})

test("full support that only browser-compat-data states counts as partial support", () => {
  expect(sinceIn("54", { version_added: "50" })).toBe("50")
  expect(sinceIn(undefined, { version_added: "155" })).toBe("155")
  const [range] = partialRanges([inChrome({ version_added: "155" })], "chrome", undefined)
  expect(range).toMatchObject({ since: "155", isFull: true })
})

test("a part is supported only with its ancestors, and with the prefix of its ancestors", () => {
  const value = inChrome({ version_added: "1" })
  const property = inChrome({ version_added: "26" }, { version_added: "10", prefix: "-webkit-" })
  const [range, ...others] = partialRanges([value, property], "chrome", "26")
  expect(range).toMatchObject({ since: "10", prefix: "-webkit-", isFull: false })
  expect(others).toEqual([])
  expect(firstPartialVersions([value, inChrome({ version_added: false })], [undefined])[0]).toBeUndefined()
  expect(firstPartialVersions([value, inChrome({ version_added: "30" })], ["30"])[0]).toBe("30")
})

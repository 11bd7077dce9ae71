import type { CompatStatement, SimpleSupportStatement } from "@mdn/browser-compat-data"
import { firstPartialVersions, partialRanges } from "#catalog/compat-data"

const inChrome = (...statements: Partial<SimpleSupportStatement>[]) =>
  ({ support: { chrome: statements } }) as unknown as CompatStatement
const sinceIn = (full: string | undefined, ...statements: Partial<SimpleSupportStatement>[]) =>
  firstPartialVersions(inChrome(...statements), [full])[0]

test("support with a prefix, under another name or in part starts before full support", () => {
  expect(sinceIn("54", { version_added: "54" }, { version_added: "1", prefix: "-webkit-" })).toBe("1")
  expect(sinceIn("54", { version_added: "30", alternative_name: "webkitThing" })).toBe("30")
  expect(sinceIn(undefined, { version_added: "≤80", partial_implementation: true })).toBe("80")
  expect(sinceIn("54", { version_added: "54" })).toBe("54")
  expect(firstPartialVersions(undefined, ["54"])[0]).toBe("54")
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
  expect(partialRanges(inChrome(newer, old), "chrome", "54").map(({ prefix }) => prefix)).toEqual([
    "-khtml-",
    "-webkit-",
  ])
  // Full support that ended counts only if partial support follows.
  expect(sinceIn("54", { version_added: "2", version_removed: "10" }, newer)).toBe("2")
})

test("full support that only browser-compat-data states does not count as partial support", () => {
  expect(sinceIn("54", { version_added: "50" })).toBe("54")
  expect(sinceIn(undefined, { version_added: "50" })).toBeUndefined()
})

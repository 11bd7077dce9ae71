import fc from "fast-check"
import { detectBrowser } from "#audience/user-agent"
import { engineOf } from "#catalog/browsers"
import { newestUpTo } from "#catalog/load"
import { isBot } from "#import/bot"
import { provideCatalog } from "../../support/inputs/catalog"
import type { CorpusEntry } from "../../support/inputs/corpus-entry"
import { importText } from "../../support/inputs/import-text"
import { userAgentCorpus } from "../../support/inputs/user-agent-corpus"

const catalog = provideCatalog()

function resultOf(userAgent: string): CorpusEntry["expected"] {
  if (isBot(userAgent)) return "bot"
  const found = detectBrowser({ userAgent })
  if (!found) return "unknown"
  const { browser, version, isLowerBound } = found
  const engine = engineOf(browser)
  const engineVersion =
    engine === browser ? version : newestUpTo(catalog.browser(browser), version)?.engineVersion
  return { engine, version: `${engineVersion}`, ...(isLowerBound && { isLowerBound }) }
}

const wrong = (entries: readonly CorpusEntry[]) =>
  entries.flatMap(({ userAgent, expected }) => {
    const result = resultOf(userAgent)
    return JSON.stringify(result) === JSON.stringify(expected) ? [] : [{ userAgent, expected, result }]
  })

test("the corpus has at least 5,000 different user agents", () => {
  expect(new Set(userAgentCorpus.map(({ userAgent }) => userAgent)).size).toBeGreaterThanOrEqual(5_000)
})

test("each user agent of the corpus counts as its rule states", () => {
  expect(wrong(userAgentCorpus).slice(0, 20)).toEqual([])
})

test("each user agent of the corpus counts the same in lower case", () => {
  const lowerCase = userAgentCorpus.map(({ userAgent, expected }) => ({
    userAgent: userAgent.toLowerCase(),
    expected,
  }))
  expect(wrong(lowerCase).slice(0, 20)).toEqual([])
})

test("an import of the corpus has the totals of its rules", async () => {
  const report = await importText(userAgentCorpus.map(({ userAgent }) => userAgent).join("\n"))
  const count = (matches: (expected: CorpusEntry["expected"]) => boolean) =>
    userAgentCorpus.filter(({ expected }) => matches(expected)).length
  expect(report).toMatchObject({
    bots: { visits: count((expected) => expected === "bot") },
    unknown: { visits: count((expected) => expected === "unknown") },
    lowerBounds: {
      visits: count((expected) => typeof expected !== "string" && expected.isLowerBound === true),
    },
    counted: count((expected) => expected !== "bot"),
    skipped: { total: 0 },
  })
})

test("each detected version of mixed user agents has support data", () => {
  const pieces = userAgentCorpus.flatMap(({ userAgent }) => userAgent.split(/(?=[ ;(])/))
  const mixed = fc
    .array(fc.constantFrom(...new Set(pieces)), { maxLength: 20 })
    .map((parts) => parts.join(""))
  fc.assert(
    fc.property(mixed, (userAgent) => {
      expect(typeof isBot(userAgent)).toBe("boolean")
      const found = detectBrowser({ userAgent, brands: userAgent })
      if (found) expect(catalog.rank(found.browser, found.version)).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 3_000 },
  )
})

import { createReadStream, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { selectVersions } from "#audience/browserslist"
import { parseBrowserslistText } from "#audience/browserslist-text"
import { type BrowserId, engineOf } from "#catalog/browsers"
import { type ImportReport, importAudience, UnreadableImport } from "#import"

type Counts = {
  /** Visits by version of Chromium. The browser can be any browser on Chromium. */
  chromium?: Readonly<Record<string, number>>
  /** Visits of other browsers. */
  browsers?: ImportReport["browsers"]
  /** Default: 0. */
  unknown?: number
  bots?: number
  skipped?: number
}

/** The result of a case: counts, or the reason of the refusal. A case can have several valid results. */
type Expectation = Counts | { refused: RegExp } | { unknownOrBots: number }

const onlyChromium = (version: string): Expectation => ({ chromium: { [version]: 1 } })
const chromeAndIphone: Expectation = { chromium: { "141": 1 }, browsers: { safari_ios: { "26": 1 } } }

const expectations: Readonly<Record<string, Expectation | readonly Expectation[]>> = {
  U01: onlyChromium("157"),
  U03: { chromium: { "99": 1, "95": 1 } },
  U04: onlyChromium("85"),
  U06: onlyChromium("123"),
  U07: onlyChromium("120"),
  U09: onlyChromium("126"),
  U10: onlyChromium("116"),
  U12: onlyChromium("89"),
  U13: { unknown: 1 },
  U15: onlyChromium("145"),
  U17: onlyChromium("120"),
  U18: { browsers: { safari_ios: { "26.1": 2, "26.2": 1 } } },
  U20: onlyChromium("120"),
  U22: [{ unknownOrBots: 3 }, { refused: /^All 3 lines of this file are from bots/ }],
  U23: { browsers: { firefox: { "3.6": 1 } } },
  U24: onlyChromium("114"),
  U25: onlyChromium("123"),
  U26: { browsers: { safari: { "26.3": 1 } } },
  U28: { browsers: { safari_ios: { "16.4": 1 } } },
  B01: { chromium: { "130": 1, "141": 1 }, bots: 0 },
  B03: { chromium: { "86": 1, "141": 1 }, bots: 0 },
  B04: { chromium: { "137": 3, "141": 1 }, bots: 0 },
  B06: { chromium: { "84": 1, "141": 1 }, bots: 0 },
  B07: { chromium: { "141": 1 }, bots: 3 },
  T01: { browsers: { safari_ios: { "7.1": 15, "8.1": 10, "18.5": 70 } }, unknown: 5 },
  T03: [{ chromium: { "141": 800 }, browsers: { safari: { "26": 200 } } }, { refused: /“Active users”/ }],
  T04: { chromium: { "141": 600 }, browsers: { safari: { "18.5": 400 } }, skipped: 1 },
  T06: [
    { chromium: { "141": 800 }, browsers: { safari: { "26": 200 } } },
    { refused: /“All users”.*“Mobile traffic”/ },
  ],
  T08: [
    { chromium: { "141": 10 }, browsers: { safari: { "16.3": 100, "17.2": 50 } } },
    { chromium: { "141": 10 }, browsers: { safari: { "17.2": 50 } }, unknown: 100 },
    { chromium: { "141": 10 }, unknown: 150 },
  ],
  T09: { chromium: { "28": 100 }, unknown: 100 },
  T11: { chromium: { "141": 500 }, browsers: { safari: { "26": 100 } }, skipped: 0 },
  J01: { chromium: { "141": 1 }, browsers: { firefox: { "143": 2 } } },
  J03: { chromium: { "141": 2 }, browsers: { firefox: { "143": 1 } }, bots: 0 },
  R01: { chromium: { "141": 2 }, browsers: { safari_ios: { "26": 1 }, firefox: { "143": 1 } }, bots: 0 },
  R03: chromeAndIphone,
  R04: { chromium: { "141": 2 }, browsers: { safari_ios: { "26": 1 } } },
  R06: chromeAndIphone,
  R07: chromeAndIphone,
  R09: chromeAndIphone,
  R11: chromeAndIphone,
  R12: chromeAndIphone,
  R13: chromeAndIphone,
  R15: { chromium: { "141": 2 }, browsers: { safari_ios: { "26": 1 } } },
  R17: { chromium: { "141": 800 } },
  R18: [
    { chromium: { "141": 2_546 }, browsers: { safari: { "26": 449 } } },
    { refused: /“Browserversie”.*“Sessies”/ },
  ],
  R20: { refused: /“"chrome": \{ "versions".* percentage/ },
}

type Case = { id: string; title: string; input: string }

const directory = join(__dirname, "cases")
const cases: readonly Case[] = JSON.parse(readFileSync(join(directory, "cases.json"), "utf8"))
const files = cases.filter(({ input }) => input !== "")

test("has an expectation for every case, and a case for every file", () => {
  expect(files.map(({ id }) => id).sort()).toEqual(Object.keys(expectations).sort())
  expect(files.map(({ input }) => input).sort()).toEqual(
    readdirSync(directory)
      .filter((name) => name !== "cases.json")
      .sort(),
  )
})

test.each(files.map((entry) => [entry.id, entry.title, entry] as const))(
  "%s: %s",
  async (id, _, { input }) => {
    const expected = [expectations[id] ?? []].flat() as Expectation[]
    const result = await importAudience(createReadStream(join(directory, input))).catch((error: unknown) => {
      if (error instanceof UnreadableImport) return error.message
      throw error
    })
    const actual = typeof result === "string" ? result : resultOf(result)
    const matching = expected.find((expectation) => matches(actual, expectation))
    // Fails with the difference from the first valid result.
    if (!matching) expect(actual).toEqual(expected[0])
  },
)

type Result = Required<Counts>

function resultOf({ browsers, unknown, bots, skipped }: ImportReport): Result {
  const chromium: Record<string, number> = {}
  const others: Record<string, Readonly<Record<string, number>>> = {}
  for (const [id, versions] of Object.entries(browsers)) {
    if (!["chrome", "chrome_android", "edge"].includes(engineOf(id as BrowserId))) others[id] = versions
    else {
      for (const [version, visits] of Object.entries(versions)) {
        chromium[version] = (chromium[version] ?? 0) + visits
      }
    }
  }
  return {
    chromium,
    browsers: others,
    unknown: unknown.visits,
    bots: bots.visits,
    skipped: skipped.total,
  }
}

function matches(actual: Result | string, expectation: Expectation): boolean {
  if ("refused" in expectation) return typeof actual === "string" && expectation.refused.test(actual)
  if (typeof actual === "string") return false
  if ("unknownOrBots" in expectation) {
    const { chromium, browsers, unknown, bots } = actual
    return isEqual(
      { chromium, browsers, sum: unknown + bots },
      { chromium: {}, browsers: {}, sum: expectation.unknownOrBots },
    )
  }
  return isEqual(actual, {
    chromium: {},
    browsers: {},
    unknown: 0,
    bots: actual.bots,
    skipped: actual.skipped,
    ...expectation,
  })
}

function isEqual(actual: object, expected: object): boolean {
  try {
    expect(actual).toEqual(expected)
    return true
  } catch {
    return false
  }
}

test("Q01: the text of a .browserslistrc", () => {
  const text = "> 1%\nlast 2 versions\nnot dead"
  expect(selectVersions(parseBrowserslistText(text))).toEqual(
    selectVersions("> 1%, last 2 versions, not dead"),
  )
})

test("Q03: a list of 55 versions with 741 characters", () => {
  const versions = [...selectVersions("last 60 chrome versions, last 20 edge versions")].slice(0, 55)
  const text = versions.join(", ").padEnd(741)
  expect([...selectVersions(parseBrowserslistText(text))].sort()).toEqual([...versions].sort())
})

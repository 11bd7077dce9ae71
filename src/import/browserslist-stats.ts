import { type BrowserVersion, newestVersionAlias, parseCaniuseVersion } from "#audience/browser-version"
import { unmappedBrowsers } from "#audience/unmapped-browsers"
import type { Yielder } from "#audience/yielder"
import { type BrowserId, toBrowserId } from "#catalog/browsers"
import type { Importer } from "./importer"
import type { Tally } from "./tally"
import { UnreadableImport } from "./unreadable-import"
import { maxCount } from "./visit-count"

/**
 * The maximum length in characters, because JSON.parse blocks. A file with every version of every browser has a tenth
 * of this size.
 */
const maxLength = 1_000_000

const entriesBetweenYields = 1_000

/** The tolerance in percentage points. A smaller difference from 100 is a rounding error. */
const roundingTolerance = 0.01

/** Reads statistics from browserslist-ga, browserslist-ga-export, browserslist-plausible and caniuse. */
export const browserslistStats: Importer = {
  format: "browserslist-stats",
  description: "browserslist statistics (browserslist-stats.json: browser → version → percentage)",
  recognizes: ([first = ""]) => /^\s*[{[]/.test(first),
  read(tally, yieldIfDue) {
    const lines: string[] = []
    let length = 0
    return {
      line(text) {
        length += text.length + 1
        if (length > maxLength) {
          throw new UnreadableImport(
            "This JSON file is larger than 1 MB, the maximum for browserslist statistics.",
          )
        }
        lines.push(text)
      },
      async end() {
        await countAll(lines.join("\n"), tally, yieldIfDue)
        if (Math.abs(tally.total - 1) < roundingTolerance) {
          throw new UnreadableImport(
            "The values add up to 1, so they look like fractions. Multiply them by 100 to get percentages.",
          )
        }
        // If the sum is below 100, the rest is unknown. If the sum is above 100, it has rounding errors or another
        // scale.
        const missing = 100 - tally.total
        if (tally.counted > 0 && missing > roundingTolerance)
          tally.add(undefined, missing, () => "not in the file")
        return "percent"
      },
    }
  },
}

async function countAll(text: string, tally: Tally, yieldIfDue: Yielder): Promise<void> {
  if (text.includes("\uFFFD"))
    throw new UnreadableImport("This JSON file is not valid UTF-8. Save it as UTF-8.")
  const usage = findUsage(parse(text))
  let entries = 0
  for (const [id, versions] of Object.entries(usage)) {
    const browser = toBrowserId(id)
    for (const [range, percent] of Object.entries(versions)) {
      if (++entries % entriesBetweenYields === 0) await yieldIfDue()
      // The tools write 0 for unused versions. caniuse writes null for unknown usage.
      if (percent === 0 || percent === null) continue
      const reason = percentageError(percent)
      if (reason) {
        tally.skip(
          () => lineOf(text, id, range),
          reason,
          `"${id}": { "${range}": ${JSON.stringify(percent)} }`,
        )
        continue
      }
      tally.counted++
      tally.add(browser && toBrowserVersion(browser, range), percent as number, () =>
        `${id} ${range}`.slice(0, 80),
      )
    }
  }
}

/**
 * Does not replace version `0`, which means the newest version, because newer versions may follow. It is replaced each
 * time the audience is measured.
 */
function toBrowserVersion(browser: BrowserId, range: string): BrowserVersion | undefined {
  return range === newestVersionAlias
    ? { browser, version: newestVersionAlias }
    : parseCaniuseVersion(browser, range)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnreadableImport(`This file is not valid JSON: ${(error as Error).message}.`)
  }
}

type RawUsage = Readonly<Record<string, object>>

function findUsage(data: unknown): RawUsage {
  // caniuse nests its regions in `data`, and its exports for browserslist in `dataByBrowser`.
  const usage = isObject(data) ? (data.dataByBrowser ?? data.data ?? data) : data
  if (!isObject(usage) || !Object.values(usage).every(isObject)) throw notStatistics(data)
  if (!Object.keys(usage).some(isKnownToCaniuse)) throw notStatistics(data)
  return usage as RawUsage
}

function isKnownToCaniuse(id: string): boolean {
  return toBrowserId(id) !== undefined || unmappedBrowsers.has(id)
}

function notStatistics(data: unknown): UnreadableImport {
  if (Array.isArray(data) && data.every((item) => typeof item === "string")) {
    return new UnreadableImport(
      "This JSON file contains a list of texts. For user agents, write one per line, for example with “jq -r '.[]'”, and import this list.",
    )
  }
  return new UnreadableImport(
    `This JSON file is not browserslist statistics: it contains ${describe(data)}. Expected: { "chrome": { "120": 31.5 }, "ios_saf": { "17.2": 8 } }.`,
  )
}

function describe(data: unknown): string {
  if (Array.isArray(data)) return "a list"
  if (!isObject(data)) return `only ${JSON.stringify(data).slice(0, 40)}`
  const keys = Object.keys(data)
  if (keys.length === 0) return "an empty object"
  const first = keys.slice(0, 5).map((key) => `“${key.slice(0, 30)}”`)
  return `an object with ${first.join(", ")}${keys.length > 5 ? ` and ${keys.length - 5} more` : ""}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function percentageError(value: unknown): string | undefined {
  if (isObject(value)) {
    return `The percentage is not a number: it is an object. Expected: "chrome": { "120": 31.5 }.`
  }
  if (typeof value !== "number") return "The percentage is not a number."
  if (value < 0) return "The percentage is negative. It must be 0 or more."
  return value > maxCount ? "The percentage is too large." : undefined
}

function lineOf(text: string, browser: string, version: string): number {
  const inBrowser = text.indexOf(JSON.stringify(browser))
  const index = text.indexOf(JSON.stringify(version), inBrowser)
  return text.slice(0, index).split("\n").length
}

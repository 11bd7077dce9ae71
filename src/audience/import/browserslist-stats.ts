import { type BrowserId, toBrowserId } from "../../catalog/browsers"
import { type BrowserVersion, newestVersionAlias, parseCaniuseVersion } from "../browser-version"
import { unmappedBrowsers } from "../unmapped-browsers"
import type { Yielder } from "../yielder"
import type { Importer } from "./importer"
import type { Tally } from "./tally"
import { UnreadableImport } from "./unreadable-import"
import { maxCount } from "./visit-count"

/** Every version of every browser takes a tenth of it. In characters: JSON is parsed in one go, while all else waits. */
const longest = 1_000_000

/** They take a millisecond or two. */
const entriesInOneGo = 1_000

/** In percent. What is missing below it is rounding, not visitors. */
const rounding = 0.01

/**
 * browserslist's custom statistics: browser → version → percent, in caniuse's names. As browserslist-ga,
 * browserslist-ga-export and browserslist-plausible write them, and as caniuse publishes its regions.
 */
export const browserslistStats: Importer = {
  format: "browserslist-stats",
  takes: "browserslist's custom statistics (browserslist-stats.json: browser → version → percent)",
  recognizes: ([first = ""]) => /^\s*[{[]/.test(first),
  read(tally, pause) {
    const lines: string[] = []
    let length = 0
    return {
      line(text) {
        length += text.length + 1
        if (length > longest) {
          throw new UnreadableImport("This JSON is larger than 1 MB, and statistics of browsers are not.")
        }
        lines.push(text)
      },
      async end() {
        await countAll(lines.join("\n"), tally, pause)
        if (Math.abs(tally.total - 1) < rounding) {
          throw new UnreadableImport(
            "These look like fractions: they add up to 1, and percents would to 100. Multiply them by 100.",
          )
        }
        // Percents are of all visits; more than 100 is another scale, or rounded up.
        const missing = 100 - tally.total
        if (tally.counted > 0 && missing > rounding) tally.add(undefined, missing, () => "not in the file")
        return "percent"
      },
    }
  },
}

async function countAll(text: string, tally: Tally, pause: Yielder): Promise<void> {
  if (text.includes("\uFFFD")) throw new UnreadableImport("This JSON is not in UTF-8: save it so.")
  const usage = usageIn(parse(text))
  let entries = 0
  for (const [id, versions] of Object.entries(usage)) {
    const browser = toBrowserId(id)
    for (const [range, percent] of Object.entries(versions)) {
      if (++entries % entriesInOneGo === 0) await pause()
      // The tools list what nobody uses too, caniuse with null where it does not know.
      if (percent === 0 || percent === null) continue
      const reason = whyNoPercent(percent)
      if (reason) {
        tally.skip(
          () => lineOf(text, id, range),
          reason,
          `"${id}": { "${range}": ${JSON.stringify(percent)} }`,
        )
        continue
      }
      tally.counted++
      tally.add(browser && visitingIn(browser, range), percent as number, () => `${id} ${range}`.slice(0, 80))
    }
  }
}

/** Which version is the newest is found out when the audience is measured: the next one may be out by then. */
function visitingIn(browser: BrowserId, range: string): BrowserVersion | undefined {
  return range === newestVersionAlias
    ? { browser, version: newestVersionAlias }
    : parseCaniuseVersion(browser, range)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnreadableImport(`This begins as JSON and is none: ${(error as Error).message}.`)
  }
}

type Shape = Readonly<Record<string, object>>

function usageIn(data: unknown): Shape {
  // caniuse's own regions have theirs under `data`, what it exports for browserslist under `dataByBrowser`.
  const usage = isObject(data) ? (data.dataByBrowser ?? data.data ?? data) : data
  if (!isObject(usage) || !Object.values(usage).every(isObject)) throw otherShape(data)
  if (!Object.keys(usage).some(isKnownToCaniuse)) throw otherShape(data)
  return usage as Shape
}

function isKnownToCaniuse(id: string): boolean {
  return toBrowserId(id) !== undefined || unmappedBrowsers.has(id)
}

function otherShape(data: unknown): UnreadableImport {
  return new UnreadableImport(
    `This is JSON of another shape: ${describe(data)}. Statistics of browserslist look like { "chrome": { "120": 31.5 }, "ios_saf": { "17.2": 8 } }.`,
  )
}

function describe(data: unknown): string {
  if (Array.isArray(data)) return "a list"
  if (!isObject(data)) return `nothing but ${JSON.stringify(data).slice(0, 40)}`
  const keys = Object.keys(data)
  if (keys.length === 0) return "an empty object"
  const first = keys.slice(0, 5).map((key) => `“${key.slice(0, 30)}”`)
  return `an object of ${first.join(", ")}${keys.length > 5 ? ` and ${keys.length - 5} more` : ""}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function whyNoPercent(value: unknown): string | undefined {
  if (typeof value !== "number") return "Its percent is no number."
  if (value < 0) return "Its percent is negative: it is 0 or more."
  return value > maxCount ? "Its percent is too large to be one." : undefined
}

/** The line of an entry, by the places where its keys first stand one after the other. */
function lineOf(text: string, browser: string, version: string): number {
  const inBrowser = text.indexOf(JSON.stringify(browser))
  const place = text.indexOf(JSON.stringify(version), inBrowser)
  return text.slice(0, place).split("\n").length
}

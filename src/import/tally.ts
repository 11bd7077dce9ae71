import type { DetectedBrowser } from "#audience/released-version"
import { maxVersions } from "#audience/usage"
import type { BrowserId } from "#catalog/browsers"
import type { Usage } from "#catalog/catalog"
import type { ImportFormat } from "./importer"
import { NameCounts, type NamedVisits } from "./name-counts"

export type ImportReport = {
  format: ImportFormat
  /** The unit of all numbers of visits: visits, users, page views, requests, user agents or percent. */
  unit: string
  browsers: Usage
  /** Visits of browsers without support data. `names` contains only the 20 most common names, most common first. */
  unknown: { visits: number; names: NamedVisits[] }
  /** Visits in `browsers` whose real version can be newer, because the file does not contain the exact version. */
  lowerBounds: { visits: number }
  counted: number
  /** Visits of bots, which are not counted. `names` contains the 20 most common user agents, most common first. */
  bots: { visits: number; names: NamedVisits[] }
  /**
   * Lines that are not counted, except the lines of bots. `examples` contains the first 20 of these lines, each cut
   * after 200 characters.
   */
  skipped: { total: number; examples: SkippedLine[] }
  /** The names of the columns that have no effect on the result. */
  ignoredColumns: string[]
}

export type SkippedLine = {
  line: number
  reason: string
  text: string
}

/** Limits memory use, because a hostile file can have a new name in each line. */
const maxNames = maxVersions
const maxBotNameLength = 200
const maxExamples = 20
const maxExampleLength = 200

export class Tally {
  counted = 0
  /** The number of lines from bots. */
  bots = 0
  /** The number of lines without a user agent. These lines are also in the number `bots`. */
  withoutUserAgent = 0
  ignoredColumns: string[] = []
  readonly #visits = new Map<BrowserId, Map<string, number>>()
  #versionCount = 0
  #unknownVisits = 0
  readonly #unknownNames = new NameCounts(maxNames)
  #lowerBoundVisits = 0
  #botVisits = 0
  readonly #botNames = new NameCounts(maxNames)
  #skipped = 0
  readonly #examples: SkippedLine[] = []

  /**
   * Adds visits of a browser. If `browser` is undefined, or if the tally has too many versions, the visits count as
   * unknown. The report then lists `name`.
   */
  add(browser: DetectedBrowser | undefined, visits: number, name: () => string): void {
    if (browser && this.addKnown(browser, visits)) {
      if (browser.isLowerBound) this.#lowerBoundVisits += visits
      return
    }
    this.#unknownVisits += visits
    this.#unknownNames.add(detachString(name()), visits)
  }

  /** Adds lines of one bot. The report lists the bot, but its visits are not part of the result. */
  addBot(userAgent: string, lines: number, visits: number): void {
    this.bots += lines
    this.#botVisits += visits
    this.#botNames.add(detachString(userAgent.slice(0, maxBotNameLength)), visits)
  }

  /** Adds the counts of another tally and divides its visits by `divisor`. Does not add skipped lines. */
  addAll(other: Tally, divisor: number): void {
    this.counted += other.counted
    this.bots += other.bots
    this.withoutUserAgent += other.withoutUserAgent
    for (const [browser, versions] of other.#visits) {
      for (const [version, visits] of versions) {
        this.add({ browser, version }, visits / divisor, () => `${browser} ${version}`)
      }
    }
    this.#lowerBoundVisits += other.#lowerBoundVisits / divisor
    this.#unknownVisits += other.#unknownVisits / divisor
    this.#unknownNames.addAll(other.#unknownNames, divisor)
    this.#botVisits += other.#botVisits / divisor
    this.#botNames.addAll(other.#botNames, divisor)
  }

  private addKnown({ browser, version }: DetectedBrowser, visits: number): boolean {
    const versions = this.#visits.get(browser) ?? new Map<string, number>()
    const known = versions.get(version)
    if (known === undefined && ++this.#versionCount > maxVersions) return false
    this.#visits.set(browser, versions.set(version, (known ?? 0) + visits))
    return true
  }

  /**
   * @param line the line number, or a function that computes the line number. The function is called only if the report
   * lists the line
   */
  skip(line: number | (() => number), reason: string, text: string): void {
    this.#skipped++
    if (this.#examples.length === maxExamples) return
    this.#examples.push({
      line: typeof line === "number" ? line : line(),
      reason,
      text: detachString(text.trim().slice(0, maxExampleLength)),
    })
  }

  get total(): number {
    const known = [...this.#visits.values()].flatMap((versions) => [...versions.values()])
    return known.reduce((sum, visits) => sum + visits, this.#unknownVisits)
  }

  get hasKnown(): boolean {
    return this.#visits.size > 0
  }

  get firstSkipped(): SkippedLine | undefined {
    return this.#examples[0]
  }

  report(format: ImportFormat, unit: string): ImportReport {
    return {
      format,
      unit,
      browsers: Object.fromEntries(
        [...this.#visits].map(([id, versions]) => [id, Object.fromEntries(versions)]),
      ),
      unknown: { visits: this.#unknownVisits, names: this.#unknownNames.most(maxExamples) },
      lowerBounds: { visits: this.#lowerBoundVisits },
      counted: this.counted,
      bots: { visits: this.#botVisits, names: this.#botNames.most(maxExamples) },
      skipped: { total: this.#skipped, examples: this.#examples },
      ignoredColumns: this.ignoredColumns,
    }
  }
}

/** Copies a string. In V8, a substring keeps its whole source string in memory. The source string can have 1 MB. */
export function detachString(text: string): string {
  return ` ${text}`.slice(1)
}

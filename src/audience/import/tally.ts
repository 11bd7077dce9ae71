import type { BrowserId } from "../../catalog/browsers"
import type { Usage } from "../../catalog/catalog"
import type { BrowserVersion } from "../browser-version"
import { maxVersions } from "../usage"
import type { ImportFormat } from "./importer"

export interface ImportReport {
  format: ImportFormat
  /** What was counted: visits, users, page views, requests, user agents; or percent. */
  unit: string
  /** By id of web-features and version. */
  browsers: Usage
  /** Visits with browsers that nobody tracks or maps, on the same scale, and their names, largest first, at most 20. */
  unknown: { visits: number; names: { name: string; visits: number }[] }
  /** Lines, rows or entries that count. */
  counted: number
  /** Lines of bots, which do not count. */
  bots: number
  /** What does not count for another reason, with at most 20 examples, their text cut to 200 characters. */
  skipped: { total: number; examples: SkippedLine[] }
}

export interface SkippedLine {
  line: number
  reason: string
  text: string
}

/** As many unknown names are kept apart as versions: a hostile file could invent a new one in each line. */
const mostNames = maxVersions
const mostExamples = 20
const longestExample = 200

export class Tally {
  counted = 0
  bots = 0
  /** Those lines of bots that name no user agent. */
  nameless = 0
  private readonly visits = new Map<BrowserId, Map<string, number>>()
  private versions = 0
  private unknownVisits = 0
  private readonly unknownNames = new Map<string, number>()
  private skipped = 0
  private readonly examples: SkippedLine[] = []

  /** Counts visits of a browser; where it is undefined, as unknown ones under the name that they go by. */
  add(browser: BrowserVersion | undefined, visits: number, name: () => string): void {
    if (browser && this.addKnown(browser, visits)) return
    this.unknownVisits += visits
    this.addName(detachString(name()), visits)
  }

  private addName(name: string, visits: number): void {
    const known = this.unknownNames.get(name)
    if (known === undefined && this.unknownNames.size >= mostNames) return
    this.unknownNames.set(name, (known ?? 0) + visits)
  }

  /** Takes in what another one has counted, each number of visits divided by `divisor`; it has skipped nothing. */
  addAll(other: Tally, divisor: number): void {
    this.counted += other.counted
    this.bots += other.bots
    this.nameless += other.nameless
    for (const [browser, versions] of other.visits) {
      for (const [version, visits] of versions) {
        this.add({ browser, version }, visits / divisor, () => `${browser} ${version}`)
      }
    }
    this.unknownVisits += other.unknownVisits / divisor
    for (const [name, visits] of other.unknownNames) this.addName(name, visits / divisor)
  }

  private addKnown({ browser, version }: BrowserVersion, visits: number): boolean {
    const versions = this.visits.get(browser) ?? new Map<string, number>()
    const known = versions.get(version)
    if (known === undefined && ++this.versions > maxVersions) return false
    this.visits.set(browser, versions.set(version, (known ?? 0) + visits))
    return true
  }

  /** @param line its number, or what finds it where that takes long: only examples tell theirs */
  skip(line: number | (() => number), reason: string, text: string): void {
    this.skipped++
    if (this.examples.length === mostExamples) return
    this.examples.push({
      line: typeof line === "number" ? line : line(),
      reason,
      text: detachString(text.trim().slice(0, longestExample)),
    })
  }

  get total(): number {
    const known = [...this.visits.values()].flatMap((versions) => [...versions.values()])
    return known.reduce((sum, visits) => sum + visits, this.unknownVisits)
  }

  get hasKnown(): boolean {
    return this.visits.size > 0
  }

  get firstSkipped(): SkippedLine | undefined {
    return this.examples[0]
  }

  report(format: ImportFormat, unit: string): ImportReport {
    const names = [...this.unknownNames].map(([name, visits]) => ({ name, visits }))
    return {
      format,
      unit,
      browsers: Object.fromEntries(
        [...this.visits].map(([id, versions]) => [id, Object.fromEntries(versions)]),
      ),
      unknown: {
        visits: this.unknownVisits,
        names: names.sort((a, b) => b.visits - a.visits).slice(0, mostExamples),
      },
      counted: this.counted,
      bots: this.bots,
      skipped: { total: this.skipped, examples: this.examples },
    }
  }
}

/** Copies a text. In V8 a substring keeps the whole text that it was cut from, here up to a megabyte. */
export function detachString(text: string): string {
  return ` ${text}`.slice(1)
}

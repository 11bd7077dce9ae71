/**
 * Reads @mdn/browser-compat-data at build time, for what web-features leaves out: support with a prefix, under another
 * name or in part, and full support in browsers that are newer than the data of web-features.
 */
import { readFileSync } from "node:fs"
import type { CompatStatement, SimpleSupportStatement } from "@mdn/browser-compat-data"
import { type CoreBrowserId, coreBrowsers } from "./browsers"
import { compareVersions, normalizeVersion, withoutZeros } from "./version"

/**
 * The support statement of a part, followed by the statements of its ancestors, such as the interface of a method. A
 * browser that does not support an ancestor does not support the part.
 */
export type CompatChain = readonly CompatStatement[]

export type CompatData = {
  /** Returns an empty chain for an unknown key. */
  find(key: string): CompatChain
}

type Node = { [name: string]: Node } & { __compat?: CompatStatement }

/** @param name the name of the package, or null for data without partial support */
export function readCompatData(load: NodeJS.Require, name: string | null): CompatData {
  if (name === null) return { find: () => [] }
  // `require` would keep these 20 MB in memory until the process ends.
  const root: Node = JSON.parse(readFileSync(load.resolve(name), "utf8"))
  return {
    find(key) {
      const chain: CompatStatement[] = []
      let node: Node | undefined = root
      for (const segment of key.split(".")) {
        node = node?.[segment]
        if (node?.__compat) chain.unshift(node.__compat)
      }
      return node?.__compat ? chain : []
    },
  }
}

/** A range of versions that web-features does not count as full support. */
export type PartialRange = Pick<SimpleSupportStatement, "prefix" | "alternative_name" | "notes"> & {
  since: string
  /** Whether browser-compat-data states full support. */
  isFull: boolean
}

/**
 * Returns the ranges of versions with support of a part and its ancestors that web-features does not count as full
 * support. The oldest range is first. After the start of the oldest range, no version is without support: the ranges
 * continue until the first version with full support, or until the newest version. Earlier ranges are left out. Support
 * behind a flag does not count. A prefix of an ancestor is also a prefix of the part.
 * @param full the first version with full support in web-features
 */
export function partialRanges(
  [statement, ...ancestors]: CompatChain,
  browser: CoreBrowserId,
  full: string | undefined,
): PartialRange[] {
  const ancestorRanges = ancestors.map((ancestor) => rangesOf(ancestor, browser, undefined))
  const starts = ancestorRanges.map(([oldest]) => oldest?.since)
  if (starts.includes(undefined)) return []
  const start = (starts as string[]).reduce(newer, "0")
  return rangesOf(statement, browser, full)
    .map((range) => ({ ...range, since: newer(range.since, start) }))
    .flatMap((range, index, ranges) => {
      const end = ranges[index + 1]?.since ?? full
      return isEarlier(range.since, end) ? [withAncestors(range, ancestorRanges, end)] : []
    })
}

/** @param end the version after the last version of the range */
function withAncestors(
  range: PartialRange,
  ancestorRanges: readonly PartialRange[][],
  end: string | undefined,
): PartialRange {
  const newest = ancestorRanges.map((ranges) => ranges.findLast(({ since }) => isEarlier(since, end)))
  const all = [range, ...newest]
  return {
    ...range,
    prefix: all.find((found) => found?.prefix)?.prefix,
    isFull: all.every((found) => found?.isFull),
  }
}

function rangesOf(
  statement: CompatStatement | undefined,
  browser: CoreBrowserId,
  full: string | undefined,
): PartialRange[] {
  const statements = [statement?.support[browser] ?? []].flat().filter(isCounted)
  const ranges: PartialRange[] = []
  let first = full
  for (;;) {
    const [next] = statements
      .filter((range) => isEarlier(versionOf(range.version_added), first) && continuesUntil(range, first))
      .sort((a, b) => compareVersions(versionOf(a.version_added), versionOf(b.version_added)))
    if (!next) return ranges
    first = versionOf(next.version_added)
    const { prefix, alternative_name, partial_implementation, notes } = next
    const isFull = !prefix && !alternative_name && !partial_implementation
    ranges.unshift({ since: first, prefix, alternative_name, notes, isFull })
  }
}

function isCounted({ flags, version_added }: SimpleSupportStatement): boolean {
  return !flags?.length && typeof version_added === "string" && version_added !== "preview"
}

function isEarlier(version: string, first: string | undefined): boolean {
  return first === undefined || compareVersions(version, first) < 0
}

const newer = (a: string, b: string) => (compareVersions(a, b) > 0 ? a : b)

function continuesUntil({ version_removed: removed }: SimpleSupportStatement, first: string | undefined) {
  if (typeof removed !== "string" || removed === "preview") return true
  return first !== undefined && compareVersions(versionOf(removed), first) >= 0
}

const versionOf = (version: string | false | undefined) => withoutZeros(normalizeVersion(String(version)))

/** Returns the first version of each core browser with at least partial support. */
export function firstPartialVersions(
  chain: CompatChain,
  full: readonly (string | undefined)[],
): (string | undefined)[] {
  return coreBrowsers.map(
    (browser, index) => partialRanges(chain, browser, full[index])[0]?.since ?? full[index],
  )
}

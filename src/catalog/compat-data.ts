/**
 * Reads @mdn/browser-compat-data at build time, for what web-features leaves out: support with a prefix, under another
 * name or in part.
 */
import { readFileSync } from "node:fs"
import type { CompatStatement, SimpleSupportStatement } from "@mdn/browser-compat-data"
import { type CoreBrowserId, coreBrowsers } from "./browsers"
import { compareVersions, normalizeVersion, withoutZeros } from "./version"

export type CompatData = {
  find(key: string): CompatStatement | undefined
}

type Node = { [name: string]: Node } & { __compat?: CompatStatement }

/** @param name the package, or null for data without prefixes and partial implementations */
export function readCompatData(load: NodeJS.Require, name: string | null): CompatData {
  if (name === null) return { find: () => undefined }
  // `require` would keep these 20 MB in memory until the process ends.
  const root: Node = JSON.parse(readFileSync(load.resolve(name), "utf8"))
  return {
    find: (key) =>
      key.split(".").reduce<Node | undefined>((node, segment) => node?.[segment], root)?.__compat,
  }
}

/** A range of versions without full support, as browser-compat-data states it. */
export type PartialRange = Pick<
  SimpleSupportStatement,
  "prefix" | "alternative_name" | "partial_implementation" | "notes"
> & {
  since: string
}

/**
 * Returns the ranges of versions that support a part only with a prefix, under another name or in part, oldest first.
 * A range counts only if it continues until the first version with full support, or until the newest version. So
 * support never ends in a later version. Support behind a flag does not count.
 * @param full the first version with full support
 */
export function partialRanges(
  compat: CompatStatement | undefined,
  browser: CoreBrowserId,
  full: string | undefined,
): PartialRange[] {
  const statements = [compat?.support[browser] ?? []].flat().filter(isCounted)
  const ranges: PartialRange[] = []
  let first = full
  for (;;) {
    const [next] = statements
      .filter((statement) => isEarlier(statement, first) && continuesUntil(statement, first))
      .sort((a, b) => compareVersions(versionOf(a.version_added), versionOf(b.version_added)))
    if (!next) return ranges
    first = versionOf(next.version_added)
    ranges.unshift({ ...next, since: first })
  }
}

function isCounted({ flags, version_added }: SimpleSupportStatement): boolean {
  return !flags?.length && typeof version_added === "string" && version_added !== "preview"
}

function isEarlier({ version_added }: SimpleSupportStatement, first: string | undefined): boolean {
  return first === undefined || compareVersions(versionOf(version_added), first) < 0
}

function continuesUntil(statement: SimpleSupportStatement, first: string | undefined): boolean {
  const { version_removed: removed } = statement
  if (typeof removed === "string" && removed !== "preview") {
    return first !== undefined && compareVersions(versionOf(removed), first) >= 0
  }
  // web-features is the source of full support. It is older than browser-compat-data in some features.
  return Boolean(statement.prefix || statement.alternative_name || statement.partial_implementation)
}

const versionOf = (version: string | false | undefined) => withoutZeros(normalizeVersion(String(version)))

/** Returns the first version of each core browser with at least partial support. */
export function firstPartialVersions(
  compat: CompatStatement | undefined,
  full: readonly (string | undefined)[],
): (string | undefined)[] {
  return coreBrowsers.map(
    (browser, index) => partialRanges(compat, browser, full[index])[0]?.since ?? full[index],
  )
}

import { visitsOfUsage, visitsOfVersions } from "#audience/usage"
import type { ImportReport } from "#import"

const countedThings: Partial<Record<ImportReport["format"], string>> = {
  analytics: "rows",
  "browserslist-stats": "versions",
}

const maxVersionsPerBrowser = 5

/** A summary for a terminal: counts, browsers with their most common versions, and skipped lines. */
export function summarize({ format, unit, browsers, unknown, counted, bots, skipped }: ImportReport): string {
  const known = Object.entries(browsers).map(([id, versions]) => ({
    id,
    versions,
    visits: visitsOfVersions(versions),
  }))
  const total = visitsOfUsage(browsers) + unknown.visits
  const share = (visits: number) => `${((100 * visits) / total).toFixed(1)}%`
  const row = (name: string, visits: number, details: string) =>
    `  ${name.padEnd(24)}${share(visits).padStart(6)}  ${details}`
  const versionsOf = (versions: Readonly<Record<string, number>>) =>
    Object.entries(versions)
      .sort(([, a], [, b]) => b - a)
      .slice(0, maxVersionsPerBrowser)
      .map(([version, visits]) => `${version} (${share(visits)})`)
      .join(", ")

  return [
    `Counted ${counted.toLocaleString("en")} ${countedThings[format] ?? unit}${bots.visits > 0 ? ` and excluded ${bots.visits.toLocaleString("en")} from bots` : ""}.`,
    ...known
      .sort((a, b) => b.visits - a.visits)
      .map(({ id, visits, versions }) => row(id, visits, versionsOf(versions))),
    row("unknown", unknown.visits, unknown.names.map(({ name }) => printable(name)).join(", ")),
    ...(skipped.total > 0 ? [`Skipped ${skipped.total.toLocaleString("en")}:`] : []),
    ...skipped.examples.map(({ line, reason, text }) => `  line ${line}: ${reason} ${printable(text)}`),
  ].join("\n")
}

/** The report for other programs. All numbers of visits have the unit of the file, and percentages add up to 100. */
export function reportAsJson(report: ImportReport): string {
  const { format, browsers, unknown, lowerBounds, bots, skipped, ignoredColumns } = report
  return JSON.stringify(
    { format, browsers, unknown, lowerBounds, bots, skipped, ignoredColumns },
    undefined,
    2,
  )
}

/**
 * Replaces control characters, because the texts come from a log, into which any client can write terminal commands.
 */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\uFFFD")
}

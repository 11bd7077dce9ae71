import type { ImportReport } from "../audience/import"
import { visitsOfUsage, visitsOfVersions } from "../audience/usage"

/** What an import counts one by one, where that is not its unit. */
const countedThings: Partial<Record<ImportReport["format"], string>> = {
  analytics: "rows",
  "browserslist-stats": "versions",
}

const versionsNamed = 5

/** What was read of a file, for a terminal: counts, the browsers with their largest versions, what was skipped. */
export function summarize({ format, unit, browsers, unknown, counted, bots, skipped }: ImportReport): string {
  const known = Object.entries(browsers).map(([id, versions]) => ({
    id,
    versions,
    visits: visitsOfVersions(versions),
  }))
  const all = visitsOfUsage(browsers) + unknown.visits
  const share = (visits: number) => `${((100 * visits) / all).toFixed(1)}%`
  const row = (name: string, visits: number, details: string) =>
    `  ${name.padEnd(24)}${share(visits).padStart(6)}  ${details}`
  const versionsOf = (versions: Readonly<Record<string, number>>) =>
    Object.entries(versions)
      .sort(([, a], [, b]) => b - a)
      .slice(0, versionsNamed)
      .map(([version, visits]) => `${version} (${share(visits)})`)
      .join(", ")

  return [
    `Counted ${counted.toLocaleString("en")} ${countedThings[format] ?? unit}${bots > 0 ? `, and left out ${bots.toLocaleString("en")} of bots` : ""}.`,
    ...known
      .sort((a, b) => b.visits - a.visits)
      .map(({ id, visits, versions }) => row(id, visits, versionsOf(versions))),
    row("unknown", unknown.visits, unknown.names.map(({ name }) => printable(name)).join(", ")),
    ...(skipped.total > 0 ? [`Skipped ${skipped.total.toLocaleString("en")}:`] : []),
    ...skipped.examples.map(({ line, reason, text }) => `  line ${line}: ${reason} ${printable(text)}`),
  ].join("\n")
}

/** Who writes into a log must not write to the terminal of who reads it. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\uFFFD")
}

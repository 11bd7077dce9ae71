import React, { type ReactNode } from "react"
import type { ImportReport } from "../audience/import"
import { visitsOfUsage, visitsOfVersions } from "../audience/usage"
import { AudienceBrowsers } from "./audience-browsers"
import * as styles from "./import-summary.module.css"
import { Percent } from "./percent"

export function ImportSummary({
  report,
  browsers: named,
}: {
  report: ImportReport
  browsers: readonly { id: string; name: string }[]
}) {
  const { format, unit, counted, bots, unknown, skipped } = report
  const { total, browsers } = sharesOf(report, named)
  return (
    <section className={styles.summary} aria-labelledby="understood">
      <h2 id="understood">What was understood</h2>
      <dl className={styles.facts}>
        <Fact term="Read as">{formatNames[format]}</Fact>
        <Fact term="Counted">
          {unit === "percent"
            ? `${count(counted)} entries, in percent`
            : `${count(Math.round(total))} ${unit}`}
        </Fact>
        <Fact term="Known browsers">
          <Percent value={1 - unknown.visits / total} />
        </Fact>
        {bots > 0 && <Fact term="Bots, left out">{count(bots)}</Fact>}
        {skipped.total > 0 && <Fact term="Lines skipped">{count(skipped.total)}</Fact>}
      </dl>
      {skipped.total > 0 && <Skipped {...skipped} />}
      {unknown.names.length > 0 && <Unknown {...unknown} total={total} />}
      <h3>Its browsers</h3>
      <AudienceBrowsers label="this file" browsers={browsers} />
    </section>
  )
}

const formatNames: Readonly<Record<ImportReport["format"], string>> = {
  "browserslist-stats": "browserslist’s custom statistics",
  analytics: "a table from analytics",
  "access-log": "an access log",
  "user-agents": "a list of user agents",
}

const numbers = new Intl.NumberFormat("en")
const count = (number: number) => numbers.format(number)

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Skipped({ total, examples }: ImportReport["skipped"]) {
  return (
    <details open={total <= 5}>
      <summary>
        Why {total === 1 ? "a line was" : "lines were"} skipped
        {total > examples.length && ` (the first ${examples.length})`}
      </summary>
      <ul>
        {examples.map(({ line, reason, text }) => (
          <li key={line}>
            Line {line}: {reason} <code className={styles.line}>{text}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Unknown({ names, total }: ImportReport["unknown"] & { total: number }) {
  return (
    <details>
      <summary>What stays unknown</summary>
      <p>Nobody tracks or maps these; they count as visits whose browser is not known.</p>
      <ul>
        {names.map(({ name, visits }) => (
          <li key={name}>
            {name}: <Percent value={visits / total} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The browsers of a file as those of an audience are drawn: shares of all that counts, largest first. */
function sharesOf({ browsers, unknown }: ImportReport, named: readonly { id: string; name: string }[]) {
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const total = visitsOfUsage(browsers) + unknown.visits
  const rows = Object.entries(browsers).map(([id, versions]) => ({
    id,
    name: names.get(id) ?? id,
    share: visitsOfVersions(versions) / total,
    versions: Object.entries(versions)
      .map(([version, visits]) => ({ version, share: visits / total }))
      .sort((a, b) => b.share - a.share),
  }))
  return { total, browsers: rows.sort((a, b) => b.share - a.share) }
}

import React, { type ReactNode } from "react"
import { visitsOfUsage, visitsOfVersions } from "#audience/usage"
import type { ImportReport } from "#import"
import { Percent } from "../charts/percent"
import { AudienceBrowsers } from "./audience-browsers"
import * as styles from "./import-summary.module.css"

export function ImportSummary({
  report,
  browsers: named,
}: {
  report: ImportReport
  browsers: readonly { id: string; name: string }[]
}) {
  const { format, unit, counted, bots, unknown, lowerBounds, skipped, ignoredColumns } = report
  const { total, browsers } = sharesOf(report, named)
  return (
    <section className={styles.summary} aria-labelledby="import-summary">
      <h2 id="import-summary">Import summary</h2>
      <dl className={styles.facts}>
        <Fact term="Format">{formatNames[format]}</Fact>
        <Fact term="Counted">
          {unit === "percent" ? `${count(counted)} percentages` : `${count(Math.round(total))} ${unit}`}
        </Fact>
        <Fact term="Known browsers">
          <Percent value={1 - unknown.visits / total} />
        </Fact>
        {bots.visits > 0 && <Fact term="Bots left out">{count(bots.visits)}</Fact>}
        {lowerBounds.visits > 0 && (
          <Fact term="Lower bounds">
            <Percent value={lowerBounds.visits / total} />
          </Fact>
        )}
        {skipped.total > 0 && <Fact term="Skipped lines">{count(skipped.total)}</Fact>}
        {ignoredColumns.length > 0 && <Fact term="Unused columns">{ignoredColumns.join(", ")}</Fact>}
      </dl>
      {skipped.total > 0 && <Skipped {...skipped} />}
      {unknown.names.length > 0 && (
        <Names
          title="Unknown browsers"
          note="We have no support data for these browsers, so they count as unknown."
          names={unknown.names}
          toText={(visits) => <Percent value={visits / total} />}
        />
      )}
      {bots.names.length > 0 && (
        <Names
          title="Bots left out"
          note="These user agents are from bots and from apps without a browser, so they do not count."
          names={bots.names}
          toText={count}
        />
      )}
      {lowerBounds.visits > 0 && (
        <p>
          Lower bounds are visits whose browser can be newer than counted. Most apps on iOS 26 and later do
          not state the version.
        </p>
      )}
      <h3>Browsers in this file</h3>
      <AudienceBrowsers label="this file" browsers={browsers} />
    </section>
  )
}

const formatNames: Readonly<Record<ImportReport["format"], string>> = {
  "browserslist-stats": "browserslist statistics",
  analytics: "analytics table",
  "access-log": "access log",
  "user-agents": "user-agent list",
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
        Reasons for skipped lines
        {total > examples.length && ` (first ${examples.length})`}
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

type NamesProps = {
  title: string
  note: string
  names: ImportReport["bots"]["names"]
  toText(visits: number): ReactNode
}

function Names({ title, note, names, toText }: NamesProps) {
  return (
    <details>
      <summary>{title}</summary>
      <p>{note}</p>
      <ul>
        {names.map(({ name, visits }) => (
          <li key={name} className={styles.line}>
            {name}: {toText(visits)}
          </li>
        ))}
      </ul>
    </details>
  )
}

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

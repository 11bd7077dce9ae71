import { withPrefix } from "gatsby"
import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { AudienceLink, useAudienceChoice, withQuery } from "../ui/audience-context"
import { DateText } from "../ui/date-text"
import { lacksFigures } from "../ui/no-figures"
import { BaselineStatus } from "./baseline-status"
import * as styles from "./parts-table.module.css"

const visibleCount = 20

/** The parts of a feature with their own figures, lowest reach first. The rest opens in a box that scrolls. */
export function PartsTable({
  feature,
  parts,
  audience,
  current,
}: {
  feature: string
  parts: FeatureResponse["parts"]
  audience: Pick<FeatureResponse["audience"], "of" | "unknown">
  /** The compat key of the part that the page is about. */
  current?: string
}) {
  const csv = withQuery(`/api/features/${feature}`, { ...useAudienceChoice(), format: "csv" })
  const unknown = audience.of === "all" ? audience.unknown : 0
  const table = (rows: typeof parts) => (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Reach</th>
          <th scope="col">Baseline</th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, baseline, since, reach, partial, lost }) => (
          <tr key={key}>
            <th scope="row">
              <AudienceLink
                to={`/features/${feature}`}
                query={{ part: key }}
                aria-current={key === current ? "page" : undefined}
              >
                {name}
              </AudienceLink>
            </th>
            <td>
              {lacksFigures(audience) ? (
                "no data"
              ) : (
                <>
                  <Percent value={reach} />
                  <ReachBar reach={reach} partial={partial} lost={lost} unknown={unknown} />
                </>
              )}
            </td>
            <td>
              <BaselineStatus baseline={baseline} since={null} />
            </td>
            <td>{since ? <DateText day={since} /> : "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <>
      {table(parts.slice(0, visibleCount))}
      {parts.length > visibleCount && (
        <details className={styles.all}>
          <summary>Show {parts.length - visibleCount} more parts</summary>
          <div className={styles.box}>{table(parts.slice(visibleCount))}</div>
        </details>
      )}
      <p className={styles.csv}>
        <a href={withPrefix(csv)} download>
          Download parts as CSV
        </a>
      </p>
    </>
  )
}

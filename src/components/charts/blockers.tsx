import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import * as styles from "./blockers.module.css"
import { Percent } from "./percent"
import { ReachBar } from "./reach-bar"

const visibleCount = 6

/** The minimum remainder to show. A smaller remainder is a rounding error. */
const minRemainder = 1e-7

/**
 * Shows the versions without support, largest share first. `blockers` may be incomplete, so `lost` is the share of all
 * versions without support.
 */
export function Blockers({
  blockers,
  browsers,
  lost = 0,
}: {
  blockers: readonly Pick<FeatureResponse["blockers"][number], "browser" | "version" | "share">[]
  browsers: readonly { id: string; name: string; share: number }[]
  lost?: number
}) {
  const largest = blockers[0]?.share
  if (largest === undefined) {
    const isKnown = browsers.some(({ share }) => share > 0)
    return (
      <p>
        {isKnown
          ? "None. Every known browser in this audience supports it."
          : "No data: every browser in this audience is unknown."}
      </p>
    )
  }
  const others = blockers.reduce((rest, { share }) => rest - share, lost)
  const table = (rows: typeof blockers) => (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Share of visits</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ browser, version, share }) => (
          <tr key={`${browser} ${version}`}>
            <th scope="row">
              {browsers.find(({ id }) => id === browser)?.name ?? browser} {version}
            </th>
            <td>
              <Percent value={share} />
              <ReachBar reach={0} lost={share} unknown={0} max={largest} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <>
      {table(blockers.slice(0, visibleCount))}
      {blockers.length > visibleCount && (
        <details className={styles.more}>
          <summary>Show {blockers.length - visibleCount} more</summary>
          {table(blockers.slice(visibleCount))}
        </details>
      )}
      {others > minRemainder && (
        <p className={styles.others}>
          All others: <Percent value={others} />
        </p>
      )}
    </>
  )
}

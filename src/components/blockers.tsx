import React from "react"
import type { FeatureResponse } from "../resources/feature"
import * as styles from "./blockers.module.css"
import { Percent } from "./percent"
import { ReachBar } from "./reach-bar"

const inView = 6

/** Each share is rounded, so their sum is not quite what they add up to: below this nothing is left. */
const least = 1e-7

/**
 * The versions that lack something, largest share first, in browsers whose names are given. `lost`: what all of them add
 * up to, where the list may be cut.
 */
export function Blockers({
  blockers,
  browsers,
  lost = 0,
}: Pick<FeatureResponse, "blockers"> & {
  browsers: readonly { id: string; name: string; share: number }[]
  lost?: number
}) {
  const largest = blockers[0]?.share
  if (largest === undefined) {
    const isKnown = browsers.some(({ share }) => share > 0)
    return (
      <p>
        {isKnown
          ? "None: every known browser of this audience has it."
          : "This cannot be said: no browser of this audience is known."}
      </p>
    )
  }
  const others = blockers.reduce((rest, { share }) => rest - share, lost)
  const table = (rows: typeof blockers) => (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Of all visits</th>
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
              <ReachBar reach={0} lost={share} unknown={0} of={largest} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <>
      {table(blockers.slice(0, inView))}
      {blockers.length > inView && (
        <details className={styles.more}>
          <summary>The next {blockers.length - inView}</summary>
          {table(blockers.slice(inView))}
        </details>
      )}
      {others > least && (
        <p className={styles.others}>
          Other versions, together: <Percent value={others} />
        </p>
      )}
    </>
  )
}

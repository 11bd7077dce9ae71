import React, { type ReactNode } from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import * as styles from "./blockers.module.css"
import { Percent } from "./percent"
import { ReachBar } from "./reach-bar"
import { supportNames } from "./support-names"

type BlockedBrowser = FeatureResponse["blockedBrowsers"][number]
type BlockedVersion = BlockedBrowser["versions"][number]

const visibleCount = 6

/** The minimum remainder to show. A smaller remainder is a rounding error. */
const minRemainder = 1e-7

/**
 * Shows the visits without full support by browser, largest share first: “Safari on iOS before 18.3: 1.0%”. The versions
 * are inside. `noteOn` adds what a version lacks. Without known browsers, `reach` is 0.
 */
export function Blockers({
  blocked,
  reach,
  noteOn,
}: {
  blocked: readonly BlockedBrowser[]
  reach: number
  noteOn?(browser: string, version: string): ReactNode
}) {
  if (blocked.length === 0) {
    return (
      <p>
        {reach > 0
          ? "None. Every known browser in this audience supports it."
          : "No data: every browser in this audience is unknown."}
      </p>
    )
  }
  const list = (entries: readonly BlockedBrowser[]) => (
    <ul className={styles.list}>
      {entries.map((entry) => (
        <li key={entry.browser}>
          <Browser entry={entry} noteOn={noteOn} />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {list(blocked.slice(0, visibleCount))}
      {blocked.length > visibleCount && (
        <details className={styles.more}>
          <summary>Show {blocked.length - visibleCount} more browsers</summary>
          {list(blocked.slice(visibleCount))}
        </details>
      )}
    </>
  )
}

function Browser({
  entry: { browser, name, share, partial, lost, before, versions },
  noteOn = () => null,
}: {
  entry: BlockedBrowser
  noteOn?(browser: string, version: string): ReactNode
}) {
  const others = versions.reduce((rest, version) => rest - version.share, share)
  return (
    <details>
      <summary className={styles.browser}>
        <span>
          {name}
          {before === null ? ", all versions" : ` before ${before}`}
        </span>
        <span className={styles.figures}>
          {partial > 0 && <Level share={partial} support="partial" />}
          {lost > 0 && <Level share={lost} support="none" />}
        </span>
        <ReachBar reach={0} partial={partial} lost={lost} unknown={0} isDecorative />
      </summary>
      <ul className={styles.versions}>
        {versions.map((version) => (
          <li key={version.version}>
            {name} {version.version}: <Level {...version} />
            {noteOn(browser, version.version)}
          </li>
        ))}
        {others > minRemainder && (
          <li>
            All other versions: <Percent value={others} />
          </li>
        )}
      </ul>
    </details>
  )
}

function Level({ share, support }: Pick<BlockedVersion, "share" | "support">) {
  return (
    <span className={styles.level}>
      <Percent value={share} /> {supportNames[support]}
    </span>
  )
}

import React, { type ReactNode } from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { Blockers } from "../charts/blockers"
import { AudienceLink } from "../ui/audience-context"
import { DateText } from "../ui/date-text"
import { BaselineStatus } from "./baseline-status"
import { FeatureBrowsers } from "./feature-browsers"
import * as styles from "./feature-details.module.css"
import { FeatureReach } from "./feature-reach"
import { Discouraged, FeatureReferences } from "./feature-references"
import { FeatureTools } from "./feature-tools"
import { PartList } from "./part-list"
import { PartsTable } from "./parts-table"

/** The page of a feature, or of one of its parts if the response is about a part. */
export function FeatureDetails({ response, children }: { response: FeatureResponse; children?: ReactNode }) {
  const { feature, part, reach, parts, browsers, blockedBrowsers } = response
  const missingIn = missingParts(response)
  return (
    <article>
      {part ? (
        <>
          <h1>
            {part.name}
            <span className={styles.of}>
              , part of <AudienceLink to={`/features/${feature.id}`}>{feature.name}</AudienceLink>
            </span>
          </h1>
          <p className={styles.quiet}>
            <code>{part.key}</code>
          </p>
        </>
      ) : (
        <>
          <h1>{feature.name}</h1>
          <p className={styles.description}>{feature.description}</p>
        </>
      )}
      <Discouraged discouraged={feature.discouraged} />
      <FeatureReach response={response} />
      <div className={styles.columns}>
        <div>
          <h2>Visits without full support</h2>
          <Blockers blocked={blockedBrowsers} reach={reach} noteOn={missingIn} />
          <h2>Reach by browser</h2>
          <FeatureBrowsers browsers={browsers} />
        </div>
        <div className={styles.aside}>
          <h2>Baseline</h2>
          <Baseline response={response} />
          <h2>Tools</h2>
          <FeatureTools response={response} />
          <h2>References</h2>
          <FeatureReferences feature={feature} part={part} />
        </div>
      </div>
      {parts.length > 0 && (
        <section aria-labelledby="parts">
          <h2 id="parts">{parts.length === 1 ? "1 part" : `${parts.length} parts`}</h2>
          <PartsTable feature={feature.id} parts={parts} audience={response.audience} current={part?.key} />
        </section>
      )}
      {children}
    </article>
  )
}

/**
 * Returns what to write about a version with partial support. The parts that the previous version of the list lacks too are
 * not repeated. With a prefix, a browser lacks no part.
 */
function missingParts({ feature, parts, browsers, blockers }: FeatureResponse) {
  let previous = ""
  return (browser: string, version: string) => {
    const { missing = [], missingCount } =
      blockers.find((blocker) => blocker.browser === browser && blocker.version === version) ?? {}
    const hasPrefix = browsers.find(({ id }) => id === browser)?.prefix !== undefined
    if (missing.length === 0 || hasPrefix || parts.length < 2) return null
    const current = `${browser} ${missing} ${missingCount}`
    if (current === previous) return ", lacks the same parts"
    previous = current
    return (
      <>
        , lacks <PartList keys={missing} count={missingCount} max={3} feature={feature.id} parts={parts} />
      </>
    )
  }
}

function Baseline({ response: { feature, part } }: { response: FeatureResponse }) {
  const newlySince = part ? part.since : feature.newlySince
  return (
    <>
      <p className={styles.status}>
        <BaselineStatus baseline={(part ?? feature).baseline} since={null} />
      </p>
      {newlySince && (
        <p className={styles.quiet}>
          Newly available since <DateText day={newlySince} />
        </p>
      )}
      {!part && feature.widelySince && (
        <p className={styles.quiet}>
          Widely available since <DateText day={feature.widelySince} />
        </p>
      )}
    </>
  )
}

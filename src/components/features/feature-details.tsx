import React, { type ReactNode } from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { Blockers } from "../charts/blockers"
import { DateText } from "../ui/date-text"
import { BaselineStatus } from "./baseline-status"
import { FeatureBrowsers } from "./feature-browsers"
import * as styles from "./feature-details.module.css"
import { FeatureReach } from "./feature-reach"
import { Discouraged, FeatureReferences } from "./feature-references"
import { FeatureTools } from "./feature-tools"

export function FeatureDetails({ response, children }: { response: FeatureResponse; children?: ReactNode }) {
  const { feature, parts, browsers } = response
  const partsByKey = [...parts].sort((a, b) => (a.key < b.key ? -1 : 1))
  return (
    <article>
      <h1>{feature.name}</h1>
      <p className={styles.description}>{feature.description}</p>
      <Discouraged discouraged={feature.discouraged} />
      <FeatureReach response={response} />
      <div className={styles.columns}>
        <div>
          <h2>Versions without full support</h2>
          <Blockers blocked={response.blockedBrowsers} reach={response.reach} />
          <h2>Reach by browser</h2>
          <FeatureBrowsers browsers={browsers} />
        </div>
        <div className={styles.aside}>
          <h2>Baseline</h2>
          <p className={styles.status}>
            <BaselineStatus baseline={feature.baseline} since={null} />
          </p>
          {feature.newlySince && (
            <p className={styles.quiet}>
              Newly available since <DateText day={feature.newlySince} />
            </p>
          )}
          {feature.widelySince && (
            <p className={styles.quiet}>
              Widely available since <DateText day={feature.widelySince} />
            </p>
          )}
          <h2>Tools</h2>
          <FeatureTools response={{ ...response, parts: partsByKey }} />
          <h2>References</h2>
          <FeatureReferences feature={feature} parts={partsByKey} />
          <details>
            <summary>{parts.length === 1 ? "1 part" : `${parts.length} parts`}</summary>
            <ul>
              {parts.map(({ key, baseline }) => (
                <li key={key}>
                  <code>{key}</code>: <BaselineStatus baseline={baseline} since={null} />
                </li>
              ))}
            </ul>
          </details>
        </div>
      </div>
      {children}
    </article>
  )
}

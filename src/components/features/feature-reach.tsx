import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { Legend } from "../charts/legend"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { AudienceVisits } from "../ui/audience-name"
import { UnknownShare } from "../ui/unknown-share"
import * as styles from "./feature-reach.module.css"

export function FeatureReach({ response }: { response: FeatureResponse }) {
  const { audience, reach, partial, lost, unknown, browsers, blockers } = response
  const largest = blockers.find(({ support }) => support === "none")
  const figures = { reach, partial, lost, unknown: audience.of === "all" ? unknown : 0 }
  const name = browsers.find(({ id }) => id === largest?.browser)?.name
  return (
    <div className={styles.reach}>
      <p className={styles.sentence}>
        <strong className={styles.figure}>
          <Percent value={reach} />
        </strong>{" "}
        of <AudienceVisits audience={audience} /> support it fully, and <Percent value={partial} /> in part.{" "}
        <Percent value={lost} /> do not support it
        {largest && (
          <>
            , {2 * largest.share > lost ? "mostly" : "most often"} {name ?? largest.browser} {largest.version}
          </>
        )}
        .
        <UnknownShare audience={audience} />
      </p>
      <ReachBar {...figures} size="large" />
      <Legend {...figures} />
    </div>
  )
}

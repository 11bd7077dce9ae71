import React from "react"
import type { FeatureResponse } from "../resources/feature"
import { AudienceName } from "./audience-name"
import * as styles from "./feature-reach.module.css"
import { Legend } from "./legend"
import { Percent } from "./percent"
import { ReachBar } from "./reach-bar"

/** The figure first, then who is lost: a feature's reach in a sentence and as one bar. */
export function FeatureReach({ response }: { response: FeatureResponse }) {
  const { audience, reach, lost, unknown, browsers, blockers } = response
  const [largest] = blockers
  const name = browsers.find(({ id }) => id === largest?.browser)?.name
  return (
    <div className={styles.reach}>
      <p className={styles.sentence}>
        Reaches{" "}
        <strong className={styles.figure}>
          <Percent value={reach} />
        </strong>{" "}
        of <AudienceName audience={audience} />; <Percent value={lost} /> are lost
        {largest && (
          <>
            , {2 * largest.share > lost ? "most of them" : "the largest part"} on {name ?? largest.browser}{" "}
            {largest.version}
          </>
        )}
        {unknown > 0 && (
          <>
            ; the browsers of <Percent value={unknown} /> are not known
          </>
        )}
        .
      </p>
      <ReachBar reach={reach} lost={lost} unknown={unknown} size="large" />
      <Legend reach={reach} lost={lost} unknown={unknown} />
    </div>
  )
}

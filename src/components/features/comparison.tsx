import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { AudienceName } from "../ui/audience-name"
import { lacksFigures } from "../ui/no-figures"
import * as styles from "./comparison.module.css"
import { ComparisonForm } from "./comparison-form"

/** The figures of another audience, `vs`, and a form that chooses it. Without `vs`, only a box that opens. */
export function Comparison({
  response: { feature, part, reach, partial, vs },
}: {
  response: FeatureResponse
}) {
  return (
    <>
      {vs && (
        <div className={styles.other}>
          <p>
            <AudienceName audience={vs.audience} />:{" "}
            {lacksFigures(vs) ? (
              "no browser with support data"
            ) : (
              <>
                <Percent value={vs.reach} /> ({difference(reach - vs.reach, "reach")}
                {(partial > 0 || vs.partial > 0) && (
                  <>
                    ), partly <Percent value={vs.partial} /> ({difference(partial - vs.partial, "partial")}
                  </>
                )}
                )
              </>
            )}
          </p>
          <ReachBar {...vs} unknown={vs.audience.of === "all" ? vs.unknown : 0} />
        </div>
      )}
      <details className={styles.choice}>
        <summary>Compare with another audience</summary>
        <ComparisonForm path={`/features/${feature.id}`} vs={vs?.audience.id} part={part?.key} />
      </details>
    </>
  )
}

/** “2.1 points higher here”. */
function difference(share: number, name: string): string {
  const points = Math.abs(100 * share).toFixed(1)
  if (points === "0.0") return `the same ${name}`
  return `${points} points ${share > 0 ? "higher" : "lower"} here`
}

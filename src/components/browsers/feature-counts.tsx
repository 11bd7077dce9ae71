import React from "react"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { supportNames } from "../charts/support-names"
import { AudienceLink } from "../ui/audience-context"
import * as styles from "./feature-counts.module.css"

/**
 * Shows how many web features a version supports fully, in part and not at all. These are numbers of features, so they
 * look different from shares of visits.
 */
export function FeatureCounts({
  supported,
  partial,
  missing,
}: {
  supported: number
  partial: number
  missing: number
}) {
  const all = supported + missing
  const lost = missing - partial
  return (
    <>
      <dl className={styles.counts}>
        <Count term={supportNames.full} count={supported} />
        <Count term={supportNames.partial} count={partial} />
        <Count term={supportNames.none} count={lost} />
      </dl>
      <ReachBar reach={supported / all} partial={partial / all} lost={lost / all} unknown={0} />
      <p>
        This version supports <Percent value={supported / all} /> of the {all} web features fully.{" "}
        <AudienceLink to="/data#support">How support is counted</AudienceLink>
      </p>
    </>
  )
}

function Count({ term, count }: { term: string; count: number }) {
  return (
    <div>
      <dt>features {term}</dt>
      <dd>{count}</dd>
    </div>
  )
}

import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import type { AudienceSummary } from "#resources/response-schemas"
import { exactPercent, Percent } from "../charts/percent"
import { AudienceLink } from "../ui/audience-context"
import { AudienceVisits } from "../ui/audience-name"
import { lacksFigures, NoFigures } from "../ui/no-figures"
import { QueryNotes } from "../ui/query-notes"
import { UnknownShare } from "../ui/unknown-share"
import { isBeyondBasis, UnreachableShare } from "../ui/unreachable-share"
import * as styles from "./home-verdict.module.css"

/** The newest Baseline year that meets the target, and the reach of Baseline for an audience. */
export function HomeVerdict({
  audience,
  baseline,
  target,
}: {
  audience: AudienceSummary
  baseline: AudienceResponse["baseline"]
  target: number
}) {
  if (lacksFigures(audience)) return <NoFigures audience={audience} />
  const newest = baseline.years.find(({ year }) => year === baseline.targetYear)
  const goal = `${exactPercent(target)}% target`
  return (
    <>
      {newest ? (
        <p className={styles.answer}>
          <strong className={styles.figure}>Baseline {newest.year}</strong> is the newest year that meets your{" "}
          {goal}: <Percent value={newest.share} /> of <AudienceVisits audience={audience} /> support
          everything that was Newly available by its end.
        </p>
      ) : (
        <p className={styles.answer}>
          <strong className={styles.figure}>No Baseline year</strong> meets your {goal} for{" "}
          <AudienceVisits audience={audience} />.
        </p>
      )}
      {isBeyondBasis(target, audience) && <UnreachableShare share={target} audience={audience} path="/" />}
      <p>
        <Percent value={baseline.widely} /> support everything in{" "}
        <AudienceLink to="/features" query={{ baseline: "widely" }}>
          Baseline Widely available
        </AudienceLink>
        . <Percent value={baseline.newly} /> also support everything{" "}
        <AudienceLink to="/features" query={{ baseline: "newly" }}>
          Newly available
        </AudienceLink>
        .
        <UnknownShare audience={audience} />
      </p>
      <QueryNotes audience={audience} />
    </>
  )
}

import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import { Percent } from "../charts/percent"
import { DateText } from "../ui/date-text"
import { Snippet } from "../ui/snippet"
import { CoverForm } from "./cover-form"

/**
 * Shows the newest Baseline year that reaches the target share of visits. Also shows a browserslist query whose
 * versions cover the target share.
 */
export function AudienceTarget({ response }: { response: AudienceResponse }) {
  const { id, baseline, target, unknown } = response
  const cover = String(Number((100 * target.cover).toFixed(6)))
  const newest = baseline.years.findLast(({ share }) => share >= target.cover)
  return (
    <>
      <p>
        {newest ? (
          <>
            <strong>Baseline {newest.year}</strong> is the newest year that reaches {cover}% of these visits:{" "}
            <Percent value={newest.share} />.
          </>
        ) : (
          <>
            No Baseline year reaches {cover}% of these visits
            {1 - unknown < target.cover && (
              <>
                , because the browser is unknown for <Percent value={unknown} />
              </>
            )}
            .
          </>
        )}{" "}
        Baseline Widely available reaches <Percent value={baseline.widely} />.
      </p>
      {target.browserslist ? (
        <>
          <Snippet heading="browserslist query" text={target.browserslist} copy="Copy browserslist query" />
          <p>
            Covers <Percent value={target.share} /> of these visits
            {target.since && (
              <>
                : every browser version released since <DateText day={target.since} />
              </>
            )}
            {target.share < target.cover && (
              <>
                . This is less than {cover}%: the other visits use browsers that are unknown or have no
                browserslist name
              </>
            )}
            .
          </p>
        </>
      ) : (
        <p>browserslist has no name for any browser in this audience.</p>
      )}
      <CoverForm path={`/audiences/${id}`} cover={cover} />
    </>
  )
}

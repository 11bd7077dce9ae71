import React from "react"
import type { AudienceResponse } from "../resources/audience"
import { CoverForm } from "./cover-form"
import { DateText } from "./date-text"
import { Percent } from "./percent"
import { Snippet } from "./snippet"

/** What to build for: the newest Baseline that reaches enough of an audience, and a browserslist query that does. */
export function AudienceTarget({ response }: { response: AudienceResponse }) {
  const { id, baseline, target } = response
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
          <>The Baseline of no year reaches {cover}% of these visits.</>
        )}{" "}
        What is widely available reaches <Percent value={baseline.widely} />.
      </p>
      {target.browserslist ? (
        <>
          <Snippet heading="browserslist" text={target.browserslist} copy="Copy the browserslist query" />
          <p>
            It covers <Percent value={target.share} /> of these visits
            {target.since && (
              <>
                : each version that was released since <DateText day={target.since} />, whatever the browser
              </>
            )}
            {target.share < target.cover && (
              <>. That is all that browserslist has names for, and less than {cover}%</>
            )}
            .
          </p>
        </>
      ) : (
        <p>browserslist has no name for any browser of this audience.</p>
      )}
      <CoverForm path={`/audiences/${id}`} cover={cover} />
    </>
  )
}

import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import { exactPercent, Percent } from "../charts/percent"
import { AudienceLink } from "../ui/audience-context"
import { DateText } from "../ui/date-text"
import { Snippet } from "../ui/snippet"
import { CoverForm } from "./cover-form"

/**
 * Shows the newest Baseline year that reaches the target share of visits. Also shows a browserslist query whose
 * versions cover the target share.
 */
export function AudienceTarget({ response }: { response: AudienceResponse }) {
  const { id, baseline, target, recommended } = response
  const percent = exactPercent(target)
  // Rounds down, so that the query still covers the share.
  const coverable = Math.floor(recommended.share * 1_000) / 10
  const newest = baseline.years.find(({ year }) => year === baseline.targetYear)
  return (
    <>
      <p>
        {newest ? (
          <>
            <strong>Baseline {newest.year}</strong> is the newest year that reaches {percent}% of these
            visits: <Percent value={newest.share} />.
          </>
        ) : (
          <>No Baseline year reaches {percent}% of these visits.</>
        )}{" "}
        Baseline Widely available reaches <Percent value={baseline.widely} />.
      </p>
      {recommended.browserslist ? (
        <>
          <Snippet
            heading="browserslist query"
            text={recommended.browserslist}
            copy="Copy browserslist query"
          />
          <p>
            Covers <Percent value={recommended.share} /> of identified visits
            {recommended.since && (
              <>
                : every browser version released since <DateText day={recommended.since} />
              </>
            )}
            .
          </p>
        </>
      ) : (
        <p>
          {recommended.reason}
          {coverable > 0 && (
            <>
              {" "}
              <AudienceLink to={`/audiences/${id}`} query={{ cover: coverable }}>
                Show the query that covers {coverable}%
              </AudienceLink>
            </>
          )}
        </p>
      )}
      <CoverForm path={`/audiences/${id}`} cover={exactPercent(recommended.cover)} />
    </>
  )
}

import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { Legend } from "../charts/legend"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { AudienceLink } from "../ui/audience-context"
import { AudienceVisits } from "../ui/audience-name"
import { lacksFigures, NoFigures } from "../ui/no-figures"
import { QueryNotes } from "../ui/query-notes"
import { UnknownShare } from "../ui/unknown-share"
import { isBeyondBasis } from "../ui/unreachable-share"
import { Verdict } from "../ui/verdict"
import { Comparison } from "./comparison"
import * as styles from "./feature-reach.module.css"
import { PartList } from "./part-list"

/** The figures of a feature or a part: verdict, sentence and bar, and what holds a feature back. */
export function FeatureReach({ response }: { response: FeatureResponse }) {
  const { audience, feature, part, reach, partial, lost, unknown, target } = response
  const figures = { reach, partial, lost, unknown: audience.of === "all" ? unknown : 0 }
  if (lacksFigures(audience)) return <NoFigures audience={audience} />
  return (
    <div className={styles.reach}>
      <p className={styles.sentence}>
        <Sentence response={response} />
        <UnknownShare audience={audience} />
        {unknown > 0 && (
          <>
            {" "}
            <AudienceLink
              to={`/features/${feature.id}`}
              query={{ part: part?.key, of: audience.of === "all" ? undefined : "all" }}
            >
              {audience.of === "all" ? "Leave them out" : "Count them"}
            </AudienceLink>
            {isBeyondBasis(target, audience) && " because with them, no feature can reach your target."}
          </>
        )}
      </p>
      <Verdict {...response} />
      <ReachBar {...figures} size="large" />
      <Legend {...figures} />
      <Comparison response={response} />
      <Shortcomings response={response} />
      <QueryNotes audience={audience} />
    </div>
  )
}

/** The larger one of full and partial support comes first. */
function Sentence({
  response: { audience, reach, partial, lost, blockedBrowsers },
}: {
  response: FeatureResponse
}) {
  const isMostlyPartial = partial > reach
  const figure = (share: number) => (
    <strong className={styles.figure}>
      <Percent value={share} />
    </strong>
  )
  const worst = blockedBrowsers.reduce<FeatureResponse["blockedBrowsers"][number] | undefined>(
    (most, browser) => (browser.lost > (most?.lost ?? 0) ? browser : most),
    undefined,
  )
  return (
    <>
      {figure(isMostlyPartial ? partial : reach)} of <AudienceVisits audience={audience} />{" "}
      {isMostlyPartial ? (
        <>
          partly support it; <Percent value={reach} /> support all of it.
        </>
      ) : (
        <>
          support it
          {partial > 0 && (
            <>
              {" "}
              fully; <Percent value={partial} /> partly support it
            </>
          )}
          .
        </>
      )}
      {lost > 0 && (
        <>
          {" "}
          <Percent value={lost} /> do not support it
          {worst && `, ${2 * worst.lost > lost ? "mostly" : "most often"} ${worst.name}`}.
        </>
      )}
    </>
  )
}

const maxNames = 5

/** What the largest version with partial support lacks, and the few parts that hold the feature back. */
function Shortcomings({
  response: { feature, part, parts, browsers, blockers, heldBackBy },
}: {
  response: FeatureResponse
}) {
  const largest = blockers.find(({ support }) => support === "partial")
  const browser = browsers.find(({ id }) => id === largest?.browser)
  if (!largest || !browser) return null
  const required = parts.filter((part) => part.required).length
  const missingCount = largest.missingCount ?? 0
  const missing = largest.missing ?? []
  const name = `${browser.name} ${largest.version}`
  const isSame =
    missing.length === heldBackBy?.parts.length && missing.every((key) => heldBackBy.parts.includes(key))
  return (
    <div className={styles.shortcomings}>
      {browser.prefix && (part || missingCount > required / 2) ? (
        <p>
          {name} supports it with the prefix <code>{browser.prefix}</code>.
        </p>
      ) : (
        missingCount > 0 &&
        required > 1 && (
          <p>
            {name} supports {required - missingCount} of {required} parts; missing:{" "}
            <PartList keys={missing} count={missingCount} max={maxNames} feature={feature.id} parts={parts} />
            .
          </p>
        )
      )}
      {heldBackBy && (
        <p>
          {isSame ? (
            `Without ${missingCount === 1 ? "this part" : `these ${missingCount} parts`}`
          ) : (
            <>
              Without <PartList keys={heldBackBy.parts} feature={feature.id} parts={parts} />
            </>
          )}
          , the reach would be <Percent value={heldBackBy.reachWithout} />.
        </p>
      )}
    </div>
  )
}

import React, { type ReactNode } from "react"
import { browserslistQuery } from "#audience/browserslist-query"
import type { BrowsersResponse } from "#resources/browsers-resource"
import type { StackResponse } from "#resources/stack-resource"
import { Blockers } from "../charts/blockers"
import { Legend } from "../charts/legend"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { AudienceLink } from "../ui/audience-context"
import { AudienceVisits } from "../ui/audience-name"
import { lacksFigures, NoFigures } from "../ui/no-figures"
import { QueryNotes } from "../ui/query-notes"
import { Snippet } from "../ui/snippet"
import { UnknownShare } from "../ui/unknown-share"
import { isBeyondBasis, UnreachableShare } from "../ui/unreachable-share"
import { Verdict } from "../ui/verdict"
import * as styles from "./stack-details.module.css"
import { StackMembers } from "./stack-members"
import { StackTools } from "./stack-tools"

export function StackDetails({
  response,
  browsers,
  form,
}: {
  response: StackResponse
  browsers: BrowsersResponse["items"]
  form?: ReactNode
}) {
  const { audience, reach, minimum } = response
  return (
    <>
      {lacksFigures(audience) ? <NoFigures audience={audience} /> : <Figures response={response} />}
      <StackTools features={response.features.map(({ id }) => id).join(",")} />
      <StackMembers response={response} />
      {form}
      <h2>Visits without full support</h2>
      <Blockers blocked={response.blockedBrowsers} reach={reach} />
      <h2>Minimum versions</h2>
      <MinimumVersions minimum={minimum} browsers={browsers} />
    </>
  )
}

function Figures({ response }: { response: StackResponse }) {
  const { audience, features, reach, partial, lost, target } = response
  const figures = { reach, partial, lost, unknown: audience.of === "all" ? response.unknown : 0 }
  return (
    <>
      <p>
        <strong className={styles.figure}>
          <Percent value={reach} />
        </strong>{" "}
        of <AudienceVisits audience={audience} /> support {featuresInWords(features.length)}
        {partial > 0 && (
          <>
            {" "}
            fully; <Percent value={partial} /> partly support {features.length === 1 ? "it" : "them"}
          </>
        )}
        . <Percent value={lost} /> {features.length === 1 ? "do not support it" : "lack at least one"}.
        <UnknownShare audience={audience} />
      </p>
      <Verdict {...response} />
      {isBeyondBasis(target, audience) && (
        <UnreachableShare
          share={target}
          audience={audience}
          path="/stack"
          query={{ features: features.map(({ id }) => id).join() }}
        />
      )}
      <ReachBar {...figures} />
      <Legend {...figures} />
      <QueryNotes audience={audience} />
    </>
  )
}

function featuresInWords(count: number): string {
  if (count === 1) return "this feature"
  return count === 2 ? "both features" : `all ${count} features`
}

function MinimumVersions({
  minimum,
  browsers,
}: {
  minimum: StackResponse["minimum"]
  browsers: BrowsersResponse["items"]
}) {
  if (minimum === null) return <p>No browser supports all of these features fully.</p>
  const query = browserslistQuery(
    Object.entries(minimum).map(([id, supportedSince]) => ({ id, supportedSince })),
  )
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">Browser</th>
            <th scope="col">Minimum version</th>
            <th scope="col">Share of visits</th>
          </tr>
        </thead>
        <tbody>
          {[...browsers]
            .sort((a, b) => b.share - a.share)
            .map(({ id, name, share }) => (
              <tr key={id}>
                <th scope="row">
                  <AudienceLink to={`/browsers/${id}`} query={{ version: minimum[id] }}>
                    {name}
                  </AudienceLink>
                </th>
                <td>{minimum[id] ?? "no full support"}</td>
                <td>
                  <Percent value={share} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {query && <Snippet heading="browserslist query" text={query} copy="Copy browserslist query" />}
    </>
  )
}

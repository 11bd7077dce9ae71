import React, { type ReactNode } from "react"
import type { BrowsersResponse } from "../resources/browsers"
import type { StackResponse } from "../resources/stack"
import { AudienceLink } from "./audience-context"
import { AudienceName } from "./audience-name"
import { Percent } from "./percent"
import { ReachBar } from "./reach-bar"
import * as styles from "./stack-details.module.css"
import { VisuallyHidden } from "./visually-hidden"

/** A stack: whom it reaches, which of its features costs most, and which versions it needs. `form` adds to it. */
export function StackDetails({
  response,
  browsers,
  form,
}: {
  response: StackResponse
  browsers: BrowsersResponse["items"]
  form?: ReactNode
}) {
  const { audience, features, reach, lost, unknown } = response
  return (
    <>
      <p>
        <strong className={styles.figure}>
          <Percent value={reach} />
        </strong>{" "}
        of the visits (<AudienceName audience={audience} />) have a browser in which{" "}
        {features.length > 1 ? `all ${features.length} work` : "it works"}; <Percent value={lost} /> are lost
        {unknown > 0 && (
          <>
            , and the browsers of <Percent value={unknown} /> are not known
          </>
        )}
        .
      </p>
      <ReachBar reach={reach} lost={lost} unknown={unknown} />
      <StackMembers features={features} reach={reach} unknown={unknown} />
      {form}
      <LeastVersions minimum={response.minimum} browsers={browsers} />
    </>
  )
}

type Member = StackResponse["features"][number]

function StackMembers({
  features,
  reach,
  unknown,
}: {
  features: readonly Member[]
  reach: number
  unknown: number
}) {
  const byCost = [...features].sort((a, b) => b.cost - a.cost)
  const [dearest] = byCost
  const others = (id: string) =>
    features
      .filter((feature) => feature.id !== id)
      .map((feature) => feature.id)
      .join(",")
  return (
    <>
      <h2>What each one costs</h2>
      {features.length > 1 && dearest && (
        <p>
          {dearest.cost > 0 ? (
            <>
              <AudienceLink to={`/features/${dearest.id}`}>{dearest.name}</AudienceLink> costs most: without
              it the stack reaches <Percent value={reach + dearest.cost} />.
            </>
          ) : (
            "None of them costs anything alone: whoever lacks one of them lacks another one too."
          )}
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">Its own reach</th>
            <th scope="col">It costs</th>
            <th scope="col">In the stack</th>
          </tr>
        </thead>
        <tbody>
          {byCost.map((feature) => (
            <tr key={feature.id}>
              <th scope="row">
                <AudienceLink to={`/features/${feature.id}`}>{feature.name}</AudienceLink>
              </th>
              <td>
                <Percent value={feature.reach} />
                <ReachBar reach={feature.reach} lost={1 - feature.reach - unknown} unknown={unknown} />
              </td>
              <td>
                <Percent value={feature.cost} />
              </td>
              <td>
                <AudienceLink to="/stack" query={{ features: others(feature.id) }}>
                  Remove<VisuallyHidden> {feature.name}</VisuallyHidden>
                </AudienceLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function LeastVersions({
  minimum,
  browsers,
}: {
  minimum: StackResponse["minimum"]
  browsers: BrowsersResponse["items"]
}) {
  if (minimum === null) {
    return (
      <>
        <h2>The versions that it needs</h2>
        <p>There are none: no browser has all of these features.</p>
      </>
    )
  }
  return (
    <>
      <h2>The versions that it needs</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Browser</th>
            <th scope="col">From version</th>
            <th scope="col">Its share of the visits</th>
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
                <td>{minimum[id] ?? "no version has them all"}</td>
                <td>
                  <Percent value={share} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  )
}

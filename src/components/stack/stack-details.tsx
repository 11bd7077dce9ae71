import React, { type ReactNode } from "react"
import type { BrowsersResponse } from "#resources/browsers-resource"
import type { StackResponse } from "#resources/stack-resource"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { AudienceLink } from "../ui/audience-context"
import { AudienceVisits } from "../ui/audience-name"
import { UnknownShare } from "../ui/unknown-share"
import { VisuallyHidden } from "../ui/visually-hidden"
import * as styles from "./stack-details.module.css"

export function StackDetails({
  response,
  browsers,
  form,
}: {
  response: StackResponse
  browsers: BrowsersResponse["items"]
  form?: ReactNode
}) {
  const { audience, features, reach, partial, lost, unknown } = response
  return (
    <>
      <p>
        <strong className={styles.figure}>
          <Percent value={reach} />
        </strong>{" "}
        of <AudienceVisits audience={audience} /> support {featuresInWords(features.length)}.{" "}
        <Percent value={partial} /> support every one at least in part. <Percent value={lost} /> do not.
        <UnknownShare audience={audience} />
      </p>
      <ReachBar reach={reach} partial={partial} lost={lost} unknown={audience.of === "all" ? unknown : 0} />
      <StackMembers features={features} reach={reach} blocked={partial + lost} />
      {form}
      <MinimumVersions minimum={response.minimum} browsers={browsers} />
    </>
  )
}

function featuresInWords(count: number): string {
  if (count === 1) return "this feature"
  return count === 2 ? "both features" : `all ${count} features`
}

type Member = StackResponse["features"][number]

function StackMembers({
  features,
  reach,
  blocked,
}: {
  features: readonly Member[]
  reach: number
  /** The share of visits without full support of the stack. */
  blocked: number
}) {
  const byCost = [...features].sort((a, b) => b.cost - a.cost)
  const [costliest] = byCost
  const others = (id: string) =>
    features
      .filter((feature) => feature.id !== id)
      .map((feature) => feature.id)
      .join(",")
  return (
    <>
      <h2>Visits lost by each feature</h2>
      {features.length > 1 && costliest && (
        <p>
          {costliest.cost > 0 ? (
            <>
              <AudienceLink to={`/features/${costliest.feature}`} query={partQuery(costliest)}>
                {costliest.name}
              </AudienceLink>{" "}
              costs most: the stack reaches <Percent value={reach + costliest.cost} /> without it.
            </>
          ) : (
            noCost(blocked)
          )}
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">Reach</th>
            <th scope="col">Added loss</th>
            <th scope="col">
              <VisuallyHidden>Action</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {byCost.map((feature) => (
            <tr key={feature.id}>
              <th scope="row">
                <AudienceLink to={`/features/${feature.feature}`} query={partQuery(feature)}>
                  {feature.name}
                </AudienceLink>
              </th>
              <td>
                <Percent value={feature.reach} />
                <ReachBar reach={feature.reach} partial={feature.partial} lost={feature.lost} unknown={0} />
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

const partQuery = ({ id, feature }: Member) => (id === feature ? {} : { part: id })

const noCost = (blocked: number) =>
  blocked > 0
    ? "Removing any one feature changes nothing: the same browsers lack several of them."
    : "Every known browser in this audience supports all of them."

function MinimumVersions({
  minimum,
  browsers,
}: {
  minimum: StackResponse["minimum"]
  browsers: BrowsersResponse["items"]
}) {
  if (minimum === null) {
    return (
      <>
        <h2>Minimum versions</h2>
        <p>No browser supports all of these features.</p>
      </>
    )
  }
  return (
    <>
      <h2>Minimum versions</h2>
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
                <td>{minimum[id] ?? "not supported"}</td>
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

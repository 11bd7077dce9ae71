import React from "react"
import type { StackResponse } from "#resources/stack-resource"
import { exactPercent, Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { AudienceLink } from "../ui/audience-context"
import { lacksFigures } from "../ui/no-figures"
import { VisuallyHidden } from "../ui/visually-hidden"
import * as styles from "./stack-details.module.css"
import { readStack, saveStack } from "./use-stack"

type Member = StackResponse["features"][number]

/** The features of a stack, the one with the highest cost first. It marks the features that miss the target. */
export function StackMembers({
  response: { audience, features, reach, partial, lost, target },
}: {
  response: StackResponse
}) {
  const hasFigures = !lacksFigures(audience)
  const unknown = audience.of === "all" ? audience.unknown : 0
  const byCost = [...features].sort((a, b) => b.cost - a.cost || a.reach - b.reach)
  const [costliest] = byCost
  const goal = `${exactPercent(target)}% target`
  const short = features.filter((member) => member.reach < target)
  const others = (id: string) => features.flatMap((member) => (member.id === id ? [] : [member.id]))
  return (
    <>
      <h2>Visits lost by each feature</h2>
      {hasFigures && features.length > 1 && costliest && (
        <p>
          {costliest.cost > 0 ? (
            <>
              <MemberLink member={costliest} /> costs most: the stack reaches{" "}
              <Percent value={reach + costliest.cost} /> without it.
            </>
          ) : (
            noCost(partial + lost)
          )}{" "}
          {short.length === 0
            ? `Each feature on its own meets your ${goal}.`
            : `${short.length} of ${features.length} features miss your ${goal} on their own.`}
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">Reach</th>
            <th scope="col">Partial</th>
            <th scope="col">Added loss</th>
            <th scope="col">
              <VisuallyHidden>Action</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {byCost.map((member) => (
            <tr key={member.id}>
              <th scope="row">
                <MemberLink member={member} />
                {hasFigures && member.reach < target && (
                  <span className={styles.short}>Misses your {goal}</span>
                )}
              </th>
              {hasFigures ? (
                <>
                  <td>
                    <Percent value={member.reach} />
                    <ReachBar
                      reach={member.reach}
                      partial={member.partial}
                      lost={member.lost}
                      unknown={unknown}
                    />
                  </td>
                  <td>
                    <Percent value={member.partial} />
                  </td>
                  <td className={styles.cost}>
                    <Percent value={member.cost} />
                  </td>
                </>
              ) : (
                <td colSpan={3}>no data</td>
              )}
              <td>
                <AudienceLink
                  to="/stack"
                  query={{ features: others(member.id).join(",") }}
                  onClick={() => {
                    if (readStack().join() === features.map(({ id }) => id).join())
                      saveStack(others(member.id))
                  }}
                >
                  Remove<VisuallyHidden> {member.name}</VisuallyHidden>
                </AudienceLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function MemberLink({ member: { id, name, feature } }: { member: Member }) {
  return (
    <AudienceLink to={`/features/${feature}`} query={id === feature ? {} : { part: id }}>
      {name}
    </AudienceLink>
  )
}

const noCost = (blocked: number) =>
  blocked > 0
    ? "Removing any one feature changes nothing: the same browsers lack several of them."
    : "Every known browser in this audience supports all of them."

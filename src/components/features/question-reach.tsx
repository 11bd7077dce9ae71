import React from "react"
import type { FeaturesResponse } from "#resources/features-resource"
import { Percent } from "../charts/percent"
import { AudienceLink } from "../ui/audience-context"
import { AudienceVisits } from "../ui/audience-name"
import { DidYouMean } from "../ui/did-you-mean"
import { lacksFigures, NoFigures } from "../ui/no-figures"
import { Verdict } from "../ui/verdict"
import * as styles from "./question-reach.module.css"

type Question = NonNullable<FeaturesResponse["question"]>

/** The reach of the features that a search names, together, and the names that the search does not know. */
export function QuestionReach({ question }: { question: Question }) {
  const { features, audience, reach, partial, target, meetsTarget, unknownNames } = question
  const [first] = features
  const region = { audience: audience.id === "world" ? undefined : audience.id }
  const single = features.length === 1 && first
  return (
    <div className={styles.answer}>
      {first && (
        <>
          <p>
            <AudienceLink
              to={single ? `/features/${single.feature}` : "/stack"}
              query={
                single
                  ? { ...region, part: single.id === single.feature ? undefined : single.id }
                  : { ...region, features: features.map(({ id }) => id).join(",") }
              }
            >
              {single ? `Reach of ${single.name}` : `Reach of these ${countText(features.length)} together`}
            </AudienceLink>
            :{" "}
            {!lacksFigures(audience) && (
              <>
                <strong>
                  <Percent value={reach} />
                </strong>{" "}
                of <AudienceVisits audience={audience} />
              </>
            )}
          </p>
          {lacksFigures(audience) ? (
            <NoFigures audience={audience} />
          ) : (
            <Verdict {...{ reach, partial, target, meetsTarget }} />
          )}
        </>
      )}
      {unknownNames.map((name) => (
        <UnknownName key={name.text} name={name} />
      ))}
    </div>
  )
}

function UnknownName({ name: { text, suggestions, elsewhere } }: { name: Question["unknownNames"][number] }) {
  return (
    <p>
      No feature called “{text}”.{" "}
      <DidYouMean items={suggestions}>
        {({ id, name }) => <AudienceLink to={`/features/${id}`}>{name}</AudienceLink>}
      </DidYouMean>{" "}
      <Elsewhere items={elsewhere} />
    </p>
  )
}

/** Links to the pages of caniuse about features that web-features does not have. */
export function Elsewhere({ items }: { items: FeaturesResponse["elsewhere"] }) {
  if (items.length === 0) return null
  return (
    <>
      Not in web-features, but on caniuse:{" "}
      {items.map(({ id, title, url }, index) => (
        <React.Fragment key={id}>
          {index > 0 && ", "}
          <a href={url}>{title}</a>
        </React.Fragment>
      ))}
      .
    </>
  )
}

const countText = (count: number): string =>
  ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][count - 2] ?? String(count)

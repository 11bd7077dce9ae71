import { withPrefix } from "gatsby"
import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { AddToStack } from "../stack/add-to-stack"
import { useAudienceChoice, withQuery } from "../ui/audience-context"
import { BadgeSnippet } from "../ui/badge-snippet"
import { CopyButton } from "../ui/copy-button"
import { Snippet } from "../ui/snippet"
import * as styles from "./feature-tools.module.css"

export function FeatureTools({ response }: { response: FeatureResponse }) {
  const { feature, part, browserslist, detection } = response
  const { name } = part ?? feature
  const choice = { ...useAudienceChoice(), part: part?.key }
  return (
    <section aria-label="Tools">
      <div className={styles.actions}>
        <AddToStack className={styles.stack} id={part?.key ?? feature.id} name={name} />
        <CopyButton text={() => window.location.href}>Copy link</CopyButton>
        <a href={withPrefix(withQuery(`/api/features/${feature.id}`, choice))}>View JSON</a>
      </div>
      {browserslist && (
        <Snippet heading="Minimum versions" text={browserslist} copy="Copy browserslist query" />
      )}
      {detection.supported && (
        <Snippet heading="Feature detection" text={detection.supported} copy="Copy condition" />
      )}
      {detection.missing && detection.missing !== detection.supported && (
        <Snippet
          heading="Detection of the missing parts"
          text={detection.missing}
          copy="Copy condition for parts"
        />
      )}
      <BadgeSnippet
        image={withQuery(`/api/features/${feature.id}/badge.svg`, choice)}
        page={withQuery(`/features/${feature.id}`, choice)}
        alt={`Reach of ${name}`}
      />
    </section>
  )
}

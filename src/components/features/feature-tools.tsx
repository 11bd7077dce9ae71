import { withPrefix } from "gatsby"
import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { AudienceLink, useAudienceChoice, withQuery } from "../ui/audience-context"
import { CopyButton } from "../ui/copy-button"
import { Snippet } from "../ui/snippet"
import { BadgeSnippet } from "./badge-snippet"
import * as styles from "./feature-tools.module.css"

export function FeatureTools({ response }: { response: FeatureResponse }) {
  const { feature, part, browserslist, detection } = response
  const choice = { ...useAudienceChoice(), part: part?.key }
  return (
    <section aria-label="Tools">
      <div className={styles.actions}>
        <AudienceLink className={styles.stack} to="/stack" query={{ features: part?.key ?? feature.id }}>
          Add to stack
        </AudienceLink>
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
      <BadgeSnippet id={feature.id} name={(part ?? feature).name} query={choice} />
    </section>
  )
}

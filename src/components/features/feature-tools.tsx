import { withPrefix } from "gatsby"
import React from "react"
import { browserslistQuery } from "#audience/browserslist-query"
import type { FeatureResponse } from "#resources/feature-resource"
import { AudienceLink, useAudienceChoice, withQuery } from "../ui/audience-context"
import { CopyButton } from "../ui/copy-button"
import { Snippet } from "../ui/snippet"
import { featureDetection } from "./feature-detection"
import * as styles from "./feature-tools.module.css"

export function FeatureTools({ response: { feature, parts, browsers } }: { response: FeatureResponse }) {
  const query = browserslistQuery(browsers)
  const detection = featureDetection(feature.name, parts, browsers)
  const choice = useAudienceChoice()
  return (
    <section aria-label="Tools">
      <div className={styles.actions}>
        <AudienceLink className={styles.stack} to="/stack" query={{ features: feature.id }}>
          Add to stack
        </AudienceLink>
        <CopyButton text={() => window.location.href}>Copy link</CopyButton>
        <a href={withPrefix(withQuery(`/api/features/${feature.id}`, { ...choice }))}>View JSON</a>
      </div>
      {query && <Snippet heading="Minimum versions" text={query} copy="Copy browserslist query" />}
      {detection && <Snippet heading="Feature detection" text={detection} copy="Copy condition" />}
    </section>
  )
}

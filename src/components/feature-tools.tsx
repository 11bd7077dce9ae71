import { withPrefix } from "gatsby"
import React from "react"
import { browserslistQuery } from "../resources/browserslist-query"
import type { FeatureResponse } from "../resources/feature"
import { AudienceLink, useChosenAudience, withQuery } from "./audience-context"
import { CopyButton } from "./copy-button"
import { featureDetection } from "./feature-detection"
import * as styles from "./feature-tools.module.css"
import { Snippet } from "./snippet"

/** What a developer takes along: the place in a stack, the address, the query of the versions, how to ask for it. */
export function FeatureTools({ response: { feature, browsers } }: { response: FeatureResponse }) {
  const query = browserslistQuery(browsers)
  const detection = featureDetection(feature.name, feature.parts, browsers)
  const chosen = useChosenAudience()
  return (
    <section aria-label="Use it">
      <div className={styles.actions}>
        <AudienceLink className={styles.stack} to="/stack" query={{ features: feature.id }}>
          Add to stack
        </AudienceLink>
        <CopyButton text={() => window.location.href}>Copy the address</CopyButton>
        <a href={withPrefix(withQuery(`/api/features/${feature.id}`, { ...chosen }))}>JSON</a>
      </div>
      {query && <Snippet heading="Versions that it needs" text={query} copy="Copy the browserslist query" />}
      {detection && <Snippet heading="Ask the browser for it" text={detection} copy="Copy the condition" />}
    </section>
  )
}

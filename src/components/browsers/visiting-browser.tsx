import React from "react"
import type { BrowserResponse } from "#resources/browser-resource"
import { Percent } from "../charts/percent"
import { AudienceVisits } from "../ui/audience-name"
import { DateText } from "../ui/date-text"
import { UnknownShare } from "../ui/unknown-share"
import { FeatureCounts } from "./feature-counts"
import { MissingFeatures } from "./missing-features"

export function VisitingBrowser({ response }: { response: BrowserResponse }) {
  const { audience, browser, version, released, share, supported, partial, missing } = response
  return (
    <>
      <h2>Supported features</h2>
      <FeatureCounts supported={supported} partial={partial} missing={missing.length} />
      <p>
        <Percent value={share} /> of <AudienceVisits audience={audience} /> use {browser.name} {version}.
        {released && (
          <>
            {" "}
            Released on <DateText day={released} />.
          </>
        )}
        <UnknownShare audience={audience} />
      </p>
      <h2>Features without full support</h2>
      <MissingFeatures items={missing} />
    </>
  )
}

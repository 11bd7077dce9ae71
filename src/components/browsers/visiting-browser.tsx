import React from "react"
import type { BrowserResponse } from "#resources/browser-resource"
import { Percent } from "../charts/percent"
import { ShareBar } from "../charts/share-bar"
import { AudienceVisits } from "../ui/audience-name"
import { DateText } from "../ui/date-text"
import { MissingFeatures } from "./missing-features"

export function VisitingBrowser({ response }: { response: BrowserResponse }) {
  const { audience, browser, version, released, share, supported, missing } = response
  const all = supported + missing.length
  return (
    <>
      <h2>Supported features</h2>
      <p>
        {supported} of {all} web features (<Percent value={supported / all} />
        ).
        {released && (
          <>
            {" "}
            Released on <DateText day={released} />.
          </>
        )}
      </p>
      <ShareBar share={supported / all} label="all features" />
      <p>
        <Percent value={share} /> of <AudienceVisits audience={audience} /> use {browser.name} {version}.
      </p>
      <h2>Missing features</h2>
      <MissingFeatures items={missing} />
    </>
  )
}

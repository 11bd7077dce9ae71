import React from "react"
import type { BrowserResponse } from "../resources/browser"
import { AudienceName } from "./audience-name"
import { DateText } from "./date-text"
import { MissingFeatures } from "./missing-features"
import { Percent } from "./percent"
import { ShareBar } from "./share-bar"

export function VisitingBrowser({ response }: { response: BrowserResponse }) {
  const { audience, browser, version, released, share, supported, missing } = response
  const all = supported + missing.length
  return (
    <>
      <h2>What it has</h2>
      <p>
        {supported} of {all} web features, <Percent value={supported / all} />
        {released && (
          <>
            ; it was released on <DateText day={released} />
          </>
        )}
        .
      </p>
      <ShareBar share={supported / all} of="all features" />
      <p>
        Of the visits (<AudienceName audience={audience} />) <Percent value={share} /> are made with{" "}
        {browser.name} {version}.
      </p>
      <h2>What it lacks</h2>
      <MissingFeatures items={missing} />
    </>
  )
}

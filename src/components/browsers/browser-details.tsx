import React from "react"
import type { BrowserResponse } from "#resources/browser-resource"
import { Percent } from "../charts/percent"
import { AudienceLink } from "../ui/audience-context"
import { AudienceVisits } from "../ui/audience-name"
import { DateText } from "../ui/date-text"
import { QueryNotes } from "../ui/query-notes"
import { UnknownShare } from "../ui/unknown-share"
import * as styles from "./browser-details.module.css"
import { DropForm } from "./drop-form"
import { DroppedVersions } from "./dropped-versions"
import { FeatureCounts } from "./feature-counts"
import { MissingFeatures } from "./missing-features"
import { VersionForm } from "./version-form"
import { VersionShares } from "./version-shares"

export function BrowserDetails({
  response,
  requestedVersion,
}: {
  response: BrowserResponse
  requestedVersion?: string
}) {
  const { audience, browser, version, released, share, supported, partial, missing, versions } = response
  return (
    <>
      <h1>
        {browser.name} {version}
      </h1>
      <p>
        <Percent value={share} /> of <AudienceVisits audience={audience} /> use this version.{" "}
        <Percent value={browser.share} /> use any version of {browser.name}.
        {released && (
          <>
            {" "}
            Released on <DateText day={released} />.
          </>
        )}
        <UnknownShare audience={audience} />
      </p>
      <QueryNotes audience={audience} />
      <FeatureCounts supported={supported} partial={partial} missing={missing.length} />
      <VersionForm path={`/browsers/${browser.id}`} version={requestedVersion} />
      <h2 id="drop">Drop old versions</h2>
      <DropForm path={`/browsers/${browser.id}`} below={response.below?.version} />
      {response.below && <DroppedVersions response={response} below={response.below} />}
      <h2>Features without full support</h2>
      <MissingFeatures items={missing} />
      <h2>Share of visits by version</h2>
      <VersionShares browser={browser.id} versions={versions} current={version} />
      <OtherVersions browser={browser.id} versions={versions.filter((other) => other.share === 0)} />
    </>
  )
}

function OtherVersions({ browser, versions }: { browser: string; versions: BrowserResponse["versions"] }) {
  if (versions.length === 0) return null
  return (
    <details>
      <summary>{versions.length === 1 ? "1 other version" : `${versions.length} other versions`}</summary>
      <p className={styles.versions}>
        {versions.map(({ version }) => (
          <AudienceLink key={version} to={`/browsers/${browser}`} query={{ version }}>
            {version}
          </AudienceLink>
        ))}
      </p>
    </details>
  )
}

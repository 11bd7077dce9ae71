import React from "react"
import type { BrowserResponse } from "#resources/browser-resource"
import { Percent } from "../charts/percent"
import { ShareBar } from "../charts/share-bar"
import { AudienceLink } from "../ui/audience-context"
import { AudienceVisits } from "../ui/audience-name"
import { DateText } from "../ui/date-text"
import * as styles from "./browser-details.module.css"
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
  const { audience, browser, version, released, share, supported, missing, versions } = response
  const all = supported + missing.length
  return (
    <>
      <h1>
        {browser.name} {version}
      </h1>
      <p>
        <strong className={styles.figure}>
          <Percent value={supported / all} />
        </strong>{" "}
        of web features work in this version: {supported} of {all}.
        {released && (
          <>
            {" "}
            Released on <DateText day={released} />.
          </>
        )}
      </p>
      <ShareBar share={supported / all} label="all features" />
      <p>
        <Percent value={share} /> of <AudienceVisits audience={audience} /> use this version.{" "}
        <Percent value={browser.share} /> use any version of {browser.name}.
      </p>
      <VersionForm path={`/browsers/${browser.id}`} version={requestedVersion} />
      <h2>Missing features</h2>
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

import React from "react"
import type { BrowserResponse } from "../resources/browser"
import { AudienceLink } from "./audience-context"
import { AudienceName } from "./audience-name"
import * as styles from "./browser-details.module.css"
import { DateText } from "./date-text"
import { MissingFeatures } from "./missing-features"
import { Percent } from "./percent"
import { ShareBar } from "./share-bar"
import { VersionForm } from "./version-form"
import { VersionShares } from "./version-shares"

/** A version of a browser: what it has and lacks, and who uses which version. `asked`: the version in the address. */
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
        of the web’s features work in it: {supported} of {all}.
        {released && (
          <>
            {" "}
            It was released on <DateText day={released} />.
          </>
        )}
      </p>
      <ShareBar share={supported / all} of="all features" />
      <p>
        <Percent value={share} /> of the visits (<AudienceName audience={audience} />) are made with this
        version, and <Percent value={browser.share} /> with {browser.name} of any version.
      </p>
      <VersionForm path={`/browsers/${browser.id}`} version={requestedVersion} />
      <h2>What it lacks</h2>
      <MissingFeatures items={missing} />
      <h2>Who uses which version</h2>
      <VersionShares browser={browser.id} versions={versions} current={version} />
      <OtherVersions browser={browser.id} versions={versions.filter((other) => other.share === 0)} />
    </>
  )
}

function OtherVersions({ browser, versions }: { browser: string; versions: BrowserResponse["versions"] }) {
  if (versions.length === 0) return null
  return (
    <details>
      <summary>{versions.length} other versions</summary>
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

import React from "react"
import type { AudienceResponse } from "../resources/audience"
import { AudienceBrowsers } from "./audience-browsers"
import { AudienceLink, useChosenAudience } from "./audience-context"
import * as styles from "./audience-details.module.css"
import { AudienceHistory } from "./audience-history"
import { AudienceName } from "./audience-name"
import { AudienceTarget } from "./audience-target"
import { BaselineYears } from "./baseline-years"
import { Blockers } from "./blockers"
import { Percent } from "./percent"

/**
 * Who the visitors of an audience are, beside the world's where `world` is there, what Baseline covers of them, and
 * what to build for.
 */
export function AudienceDetails({
  response,
  world,
  chosen,
}: {
  response: AudienceResponse
  world?: AudienceResponse
  /** The audience that the other pages show. */
  chosen: { id: string; label: string }
}) {
  const { id, label, browsers, unknown, baseline, holdingBack, history } = response
  const { browsers: narrowing, of } = useChosenAudience()
  const versions = browsers.reduce((count, browser) => count + browser.versions.length, 0)
  return (
    <>
      <h1>{label}</h1>
      <p>
        <strong className={styles.figure}>
          <Percent value={baseline.widely} />
        </strong>{" "}
        of the visits (<AudienceName audience={{ id, label, browsers: narrowing, of }} />) have a browser with
        everything that is Baseline widely available
        {world && (
          <>
            , against <Percent value={world.baseline.widely} /> in the world
          </>
        )}
        ; <Percent value={baseline.newly} /> one with what is newly available too.
        {versions > 0 && (
          <>
            {" "}
            They come with {versions === 1 ? "1 version" : `${versions} versions`} of{" "}
            {browsers.length === 1 ? "1 browser" : `${browsers.length} browsers`}.
          </>
        )}
        {unknown > 0 && (
          <>
            {" "}
            The browsers of <Percent value={unknown} /> are not known.
          </>
        )}
      </p>
      <p>
        <AudienceLink to="/features" query={{ audience: id }}>
          What can we use in {label}?
        </AudienceLink>
      </p>
      {chosen.id !== id && <OtherChoice id={id} label={label} chosen={chosen} />}
      <h2>What to build for</h2>
      <AudienceTarget response={response} />
      <h2>Who is behind Baseline widely available</h2>
      <Blockers blockers={holdingBack} browsers={browsers} lost={1 - baseline.widely - unknown} />
      <h2>Its browsers{world && ", beside the world’s"}</h2>
      <AudienceBrowsers label={label} browsers={browsers} world={world?.browsers} />
      <h2>Covered by the Baseline of each year</h2>
      <BaselineYears years={baseline.years} />
      {history && (
        <>
          <h2>How it moved</h2>
          <AudienceHistory history={history} />
          <p>
            <AudienceLink to={`/audiences/${id}/edit`}>Replace, rename or delete it</AudienceLink>, with its
            edit key.
          </p>
        </>
      )}
    </>
  )
}

/** The picker may hold another audience than the one that this page is about: which one the other pages show is said. */
function OtherChoice({
  id,
  label,
  chosen,
}: {
  id: string
  label: string
  chosen: { id: string; label: string }
}) {
  return (
    <p>
      The other pages show another audience (<AudienceName audience={chosen} />
      ).{" "}
      <AudienceLink to={`/audiences/${id}`} query={{ audience: id }}>
        Take {label}
      </AudienceLink>{" "}
      or <AudienceLink to={`/audiences/${chosen.id}`}>look at that one</AudienceLink>.
    </p>
  )
}

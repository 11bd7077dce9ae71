import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import { BaselineYears } from "../charts/baseline-years"
import { Blockers } from "../charts/blockers"
import { Percent } from "../charts/percent"
import { AudienceLink } from "../ui/audience-context"
import { AudienceName, AudienceVisits } from "../ui/audience-name"
import { lacksFigures, NoFigures } from "../ui/no-figures"
import { QueryNotes } from "../ui/query-notes"
import { UnknownShare } from "../ui/unknown-share"
import { isBeyondBasis, UnreachableShare } from "../ui/unreachable-share"
import { Verdict } from "../ui/verdict"
import { AudienceBrowsers } from "./audience-browsers"
import * as styles from "./audience-details.module.css"
import { AudienceHistory } from "./audience-history"
import { AudienceTarget } from "./audience-target"
import { CompareForm } from "./compare-form"
import { UnknownVisits } from "./unknown-visits"

export function AudienceDetails({
  response,
  compared,
  chosen,
}: {
  response: AudienceResponse
  /** The audience to compare with. */
  compared?: AudienceResponse
  chosen: { id: string; label: string }
}) {
  const { id, label, browsers, baseline, blockedBrowsers, history } = response
  const hasFigures = !lacksFigures(response)
  return (
    <>
      <h1>{label}</h1>
      {hasFigures ? (
        <BaselineFigures response={response} compared={compared} />
      ) : (
        <NoFigures audience={response} />
      )}
      <p>
        <AudienceLink to="/features" query={{ audience: id }}>
          What can we use for {label}?
        </AudienceLink>
      </p>
      {chosen.id !== id && <OtherChoice id={id} label={label} chosen={chosen} />}
      {hasFigures && (
        <>
          <h2>Recommended build target</h2>
          <AudienceTarget response={response} />
          <h2>Browsers that fall short of Baseline</h2>
          <Blockers blocked={blockedBrowsers} reach={baseline.widely} />
        </>
      )}
      <h2>Browsers{compared && ` compared with ${compared.label}`}</h2>
      <CompareForm path={`/audiences/${id}`} vs={compared?.id} />
      <AudienceBrowsers label={label} browsers={browsers} compared={compared} />
      <UnknownVisits response={response} />
      {hasFigures && (
        <>
          <h2>Reach of each Baseline year</h2>
          <BaselineYears years={baseline.years} />
        </>
      )}
      {history && (
        <>
          <h2>History</h2>
          <AudienceHistory history={history} />
          <p>
            <AudienceLink to={`/audiences/${id}/edit`}>Edit or delete this audience</AudienceLink> (needs the
            edit key)
          </p>
        </>
      )}
    </>
  )
}

/** The share of visits that support Baseline, as a sentence and a verdict. */
function BaselineFigures({
  response,
  compared,
}: {
  response: AudienceResponse
  compared?: AudienceResponse
}) {
  const { id, label, query, of, target, browsers, baseline } = response
  const versions = browsers.reduce((count, browser) => count + browser.versions.length, 0)
  return (
    <>
      <p>
        <strong className={styles.figure}>
          <Percent value={baseline.widely} />
        </strong>{" "}
        of <AudienceVisits audience={{ id, label, browsers: query, of }} /> support everything in Baseline
        Widely available
        {compared && !lacksFigures(compared) && (
          <>
            {" "}
            (<bdi>{compared.label}</bdi>: <Percent value={compared.baseline.widely} />)
          </>
        )}
        . <Percent value={baseline.newly} /> also support everything Newly available. The visits come from{" "}
        {versions === 1 ? "1 version" : `${versions} versions`} of{" "}
        {browsers.length === 1 ? "1 browser" : `${browsers.length} browsers`}.
        <UnknownShare audience={response} />
      </p>
      <Verdict reach={baseline.widely} partial={0} target={target} meetsTarget={baseline.widely >= target} />
      {isBeyondBasis(target, response) && (
        <UnreachableShare share={target} audience={response} path={`/audiences/${id}`} />
      )}
      <QueryNotes audience={response} />
    </>
  )
}

/** The links of this page keep the chosen audience, which may differ from the one that this page shows. */
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
      You’re still viewing the rest of the site for <AudienceName audience={chosen} />.{" "}
      <AudienceLink to={`/audiences/${id}`} query={{ audience: id }}>
        Switch to {label}
      </AudienceLink>{" "}
      or{" "}
      <AudienceLink to={`/audiences/${chosen.id}`}>
        view <AudienceName audience={chosen} />
      </AudienceLink>
      .
    </p>
  )
}

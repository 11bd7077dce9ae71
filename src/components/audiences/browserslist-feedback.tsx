import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import { Percent } from "../charts/percent"
import { AudienceVisits } from "../ui/audience-name"

type Versions = Pick<AudienceResponse, "browsers">

export function BrowserslistFeedback({ matched, whole }: { matched: Versions; whole: AudienceResponse }) {
  const named = new Set(versionsIn(matched).map(({ key }) => key))
  const found = versionsIn(whole).filter(({ key }) => named.has(key))
  const share = found.reduce((sum, version) => sum + version.share, 0)
  return (
    <>
      Matches {found.length === 1 ? "1 version" : `${found.length} versions`}: <Percent value={share} /> of{" "}
      <AudienceVisits audience={{ id: whole.id, label: whole.label }} />.
    </>
  )
}

function versionsIn({ browsers }: Versions) {
  return browsers.flatMap(({ id, versions }) =>
    versions.map(({ version, share }) => ({ key: `${id} ${version}`, share })),
  )
}

import React from "react"
import { Percent } from "../charts/percent"
import { AudienceLink } from "./audience-context"

/**
 * The last sentence of a summary. It reports the share of visits whose browser is unknown, and links to what these visits
 * are. Empty if the share is 0.
 */
export function UnknownShare({ audience: { id, of, unknown } }: { audience: Unidentified }) {
  if (unknown === 0) return null
  return (
    <>
      {of === "all" ? " " : " Another "}
      <Percent value={unknown} /> of visits{" "}
      <AudienceLink to={`/audiences/${id}#unknown`}>can’t be identified</AudienceLink>.
    </>
  )
}

type Unidentified = {
  id: string
  of?: string
  /** The share of all visits. */
  unknown: number
}

import { Link } from "gatsby"
import React from "react"
import { Percent } from "../charts/percent"
import { useAudienceChoice, withQuery } from "./audience-context"

/**
 * The last sentence of a summary. It reports the share of visits whose browser is unknown, and links to what these visits
 * are. Empty if the share is 0.
 */
export function UnknownShare({ audience: { id, of, unknown } }: { audience: Unidentified }) {
  const choice = useAudienceChoice()
  if (unknown === 0) return null
  return (
    <>
      {of === "all" ? " " : " Another "}
      <Percent value={unknown} /> of visits{" "}
      <Link to={`${withQuery(`/audiences/${id}`, { ...choice })}#unknown`}>can’t be identified</Link>.
    </>
  )
}

type Unidentified = {
  id: string
  of?: string
  /** The share of all visits. */
  unknown: number
}

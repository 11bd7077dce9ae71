import React from "react"
import { Percent } from "../charts/percent"

/** The last sentence of a summary. It reports the share of visits whose browser is unknown. Empty if the share is 0. */
export function UnknownShare({ share }: { share: number }) {
  if (share === 0) return null
  return (
    <>
      {" "}
      The browser is unknown for <Percent value={share} />.
    </>
  )
}

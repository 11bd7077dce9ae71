import React from "react"
import { DateText } from "./date-text"

const words = { widely: "widely available", newly: "newly available", limited: "limited" } as const

/** A feature's Baseline status in words, with the day on which it became newly available. */
export function BaselineStatus({ baseline, since }: { baseline: keyof typeof words; since: string | null }) {
  return (
    <>
      {words[baseline]}
      {since && (
        <>
          {" "}
          since <DateText day={since} />
        </>
      )}
    </>
  )
}

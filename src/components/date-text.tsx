import React from "react"

/** An ISO day, as data has it. */
export function DateText({ day }: { day: string }) {
  return <time dateTime={day}>{day}</time>
}

import React from "react"

/** An audience in words: its label, and the browserslist query that narrows it. */
export function AudienceName({
  of: { label, browsers },
}: {
  of: { label: string; browsers?: string | null }
}) {
  return (
    <>
      {label}
      {browsers && (
        <>
          , <code>{browsers}</code>
        </>
      )}
    </>
  )
}

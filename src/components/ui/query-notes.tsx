import React from "react"
import type { AudienceSummary } from "#resources/response-schemas"
import { Percent } from "../charts/percent"

/**
 * What the figures of an audience do not cover: versions of the browserslist query without support data, and the note of
 * the audience. Renders nothing if the figures cover everything.
 */
export function QueryNotes({ audience }: { audience: Pick<AudienceSummary, "note" | "notMeasured"> }) {
  const { note, notMeasured } = audience
  if (note === null && notMeasured.length === 0) return null
  return (
    <aside aria-label="Notes on the audience">
      {notMeasured.length > 0 && (
        <>
          <p>Not measured, because there is no support data for these browsers of the query:</p>
          <ul>
            {notMeasured.map(({ id, name, versions, share }) => (
              <li key={id}>
                {name} {versions.join(", ")}: <Percent value={share} /> of all visits
              </li>
            ))}
          </ul>
        </>
      )}
      {note && <p>{note}</p>}
    </aside>
  )
}

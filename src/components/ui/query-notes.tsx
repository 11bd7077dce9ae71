import React from "react"
import type { AudienceSummary } from "#resources/response-schemas"
import { Percent } from "../charts/percent"

/**
 * What the figures leave out of the browserslist query that narrows the audience: versions without support data, and how
 * a `baseline` query differs. Empty without a query.
 */
export function QueryNotes({ audience }: { audience: Pick<AudienceSummary, "note" | "notMeasured"> }) {
  const { note, notMeasured } = audience
  if (note === null && notMeasured.length === 0) return null
  return (
    <aside aria-label="Notes on the browserslist query">
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

import React from "react"
import type { AudienceSummary } from "#resources/response-schemas"
import { AudienceLink } from "./audience-context"
import { QueryNotes } from "./query-notes"

/** Whether no visit of the audience has support data. Each figure is then 0, which a page must not show as a loss. */
export const lacksFigures = ({ unknown }: { unknown: number }): boolean => unknown >= 1

/** Replaces the figures of an audience without support data. Explains what its visits are. */
export function NoFigures({ audience }: { audience: Pick<AudienceSummary, "id" | "note" | "notMeasured"> }) {
  return (
    <>
      <p>
        No figures: this audience has no browser with support data.{" "}
        <AudienceLink to={`/audiences/${audience.id}#unknown`}>What its visits are</AudienceLink>
      </p>
      <QueryNotes audience={audience} />
    </>
  )
}

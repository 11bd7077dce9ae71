import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import { Percent } from "../charts/percent"
import { ShareBar } from "../charts/share-bar"
import { DateText } from "../ui/date-text"

export function AudienceHistory({ history }: { history: NonNullable<AudienceResponse["history"]> }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Saved</th>
          <th scope="col">Baseline Widely available</th>
          <th scope="col">Newly available</th>
        </tr>
      </thead>
      <tbody>
        {history.map(({ revision, savedAt, baseline }) => (
          <tr key={revision}>
            <th scope="row">
              <DateText day={savedAt.slice(0, 10)} />
            </th>
            <td>
              <Percent value={baseline.widely} />
              <ShareBar share={baseline.widely} />
            </td>
            <td>
              <Percent value={baseline.newly} />
              <ShareBar share={baseline.newly} quiet />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import React from "react"
import type { BrowsersResponse } from "#resources/browsers-resource"
import { Percent } from "../charts/percent"
import { ShareBar } from "../charts/share-bar"
import { AudienceLink } from "../ui/audience-context"
import { DateText } from "../ui/date-text"

export function BrowserTable({ items }: { items: BrowsersResponse["items"] }) {
  const byShare = [...items].sort((a, b) => b.share - a.share)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Browser</th>
          <th scope="col">Share of visits</th>
          <th scope="col">Newest version</th>
        </tr>
      </thead>
      <tbody>
        {byShare.map(({ id, name, share, newest }) => (
          <tr key={id}>
            <th scope="row">
              <AudienceLink to={`/browsers/${id}`}>{name}</AudienceLink>
            </th>
            <td>
              <Percent value={share} />
              <ShareBar share={share} />
            </td>
            <td>
              {newest?.version ?? "unknown"}
              {newest?.date && (
                <>
                  {" "}
                  (<DateText day={newest.date} />)
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import { Percent } from "../charts/percent"
import { ShareBar } from "../charts/share-bar"
import { AudienceLink } from "../ui/audience-context"

const maxBrowsers = 10

/** Rounding leaves remainders of this size. */
const minShare = 1e-7

/** Lists the browsers of the unknown visits, and switches the basis of the figures. Other pages link to it as `#unknown`. */
export function UnknownVisits({
  response: { id, kind, of, unknown, unknownBrowsers },
}: {
  response: AudienceResponse
}) {
  const named = unknownBrowsers.slice(0, maxBrowsers)
  const others = unknownBrowsers.slice(maxBrowsers).reduce((sum, { share }) => sum + share, 0)
  const unnamed = unknownBrowsers.reduce((rest, { share }) => rest - share, unknown)
  const rows = [
    ...named,
    { id: "other", name: "Other browsers without support data", share: others },
    { id: "unnamed", name: reasons[kind === "saved" ? "saved" : "region"], share: unnamed },
  ].filter(({ share }) => share > minShare)
  return (
    <section aria-labelledby="unknown">
      <h2 id="unknown">What the unknown visits are</h2>
      {rows.length === 0 ? (
        <p>None. Every visit has a browser with support data.</p>
      ) : (
        <>
          <p>
            <Percent value={unknown} /> of all visits have no support data.{" "}
            {of === "all"
              ? "All shares on this page include them."
              : "All shares on this page leave them out."}{" "}
            <AudienceLink to={`/audiences/${id}`} query={{ of: of === "all" ? undefined : "all" }}>
              {of === "all" ? "Leave unknown visits out" : "Include unknown visits"}
            </AudienceLink>
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">Browser</th>
                <th scope="col">Share of all visits</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.name}</th>
                  <td>
                    <Percent value={row.share} />
                    <ShareBar share={row.share} quiet />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

const reasons = {
  region: "Browser not named in the usage data",
  saved: "Browser not identified by the import",
} as const

import React from "react"
import type { BrowserResponse } from "../resources/browser"
import { AudienceLink } from "./audience-context"
import { DateText } from "./date-text"
import { Percent } from "./percent"
import { ShareBar } from "./share-bar"

/** The versions of a browser that an audience uses, newest first, each with its share of all visits. */
export function VersionShares({
  browser,
  versions,
  current,
}: {
  browser: string
  versions: BrowserResponse["versions"]
  /** The version that the page is about. */
  current?: string
}) {
  const used = versions.filter(({ share }) => share > 0)
  const max = Math.max(0, ...used.map(({ share }) => share))
  if (used.length === 0) return <p>This audience uses none of its versions.</p>
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Share of the visits</th>
          <th scope="col">Released</th>
        </tr>
      </thead>
      <tbody>
        {used.map(({ version, share, released }) => (
          <tr key={version}>
            <th scope="row">
              <AudienceLink
                to={`/browsers/${browser}`}
                query={{ version }}
                aria-current={version === current ? "page" : undefined}
              >
                {version}
              </AudienceLink>
            </th>
            <td>
              <Percent value={share} />
              <ShareBar share={share} max={max} />
            </td>
            <td>{released ? <DateText day={released} /> : "not known"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

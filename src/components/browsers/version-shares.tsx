import React from "react"
import type { BrowserResponse } from "#resources/browser-resource"
import { Percent } from "../charts/percent"
import { ShareBar } from "../charts/share-bar"
import { AudienceLink } from "../ui/audience-context"
import { DateText } from "../ui/date-text"
import * as styles from "./version-shares.module.css"

export function VersionShares({
  browser,
  versions,
  current,
}: {
  browser: string
  versions: BrowserResponse["versions"]
  current?: string
}) {
  const used = versions.filter(({ share }) => share > 0)
  const olderThan = (index: number) => used.slice(index + 1).reduce((sum, { share }) => sum + share, 0)
  if (used.length === 0) return <p>No visits in this audience use this browser.</p>
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Share of visits</th>
          <th scope="col">Older versions</th>
          <th scope="col">Features supported</th>
        </tr>
      </thead>
      <tbody>
        {used.map(({ version, share, released, supported, partial }, index) => (
          <tr key={version}>
            <th scope="row">
              <AudienceLink
                to={`/browsers/${browser}`}
                query={{ version }}
                aria-current={version === current ? "page" : undefined}
              >
                {version}
              </AudienceLink>
              {released && (
                <span className={styles.detail}>
                  <DateText day={released} />
                </span>
              )}
            </th>
            <td>
              <Percent value={share} />
              <ShareBar share={share} />
            </td>
            <td>
              <AudienceLink to={`/browsers/${browser}#drop`} query={{ below: version }}>
                <Percent value={olderThan(index)} />
              </AudienceLink>
            </td>
            <td>
              {supported} <span className={styles.detail}>and {partial} partly</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

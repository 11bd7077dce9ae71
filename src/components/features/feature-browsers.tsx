import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { VersionStrip } from "../charts/version-strip"
import { AudienceLink } from "../ui/audience-context"
import { DateText } from "../ui/date-text"
import * as styles from "./feature-browsers.module.css"

type Browser = FeatureResponse["browsers"][number]

export function FeatureBrowsers({ browsers }: Pick<FeatureResponse, "browsers">) {
  const present = browsers.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share)
  if (present.length === 0) return <p>No data: every browser in this audience is unknown.</p>
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Browser</th>
          <th scope="col">Full support</th>
          <th scope="col">Share of visits</th>
          <th scope="col">Reach</th>
          <th scope="col">Partial</th>
          <th scope="col">Lost</th>
        </tr>
      </thead>
      {present.map((browser) => (
        <tbody key={browser.id}>
          <tr>
            <th scope="row">
              <AudienceLink to={`/browsers/${browser.id}`}>{browser.name}</AudienceLink>
            </th>
            <td>
              {browser.supportedSince ? `since ${browser.supportedSince}` : "none"}
              {browser.supportedSinceDate && (
                <span className={styles.date}>
                  {" "}
                  (<DateText day={browser.supportedSinceDate} />)
                </span>
              )}
            </td>
            <td>
              <Percent value={browser.share} />
              <ReachBar
                reach={browser.reach}
                partial={browser.partial}
                lost={browser.lost}
                unknown={0}
                isDecorative
              />
            </td>
            <td>
              <Percent value={browser.reach} />
            </td>
            <td>
              <Percent value={browser.partial} />
            </td>
            <td>
              <Percent value={browser.lost} />
            </td>
          </tr>
          <tr>
            <td colSpan={6}>
              <VersionStrip {...browser} />
              <PartialSupport browser={browser} />
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  )
}

/** From which version a browser has partial support, how, and the notes of browser-compat-data on it. */
function PartialSupport({ browser: { partialSince, prefix, notes = [] } }: { browser: Browser }) {
  if (partialSince === null) return null
  return (
    <div className={styles.partial}>
      <p>
        Partial support since {partialSince}
        {prefix && (
          <>
            {" "}
            with the prefix <code>{prefix}</code>
          </>
        )}
        {notes.length === 1 ? `. ${notes[0]}` : "."}
      </p>
      {notes.length > 1 && (
        <details>
          <summary>{notes.length} notes</summary>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

import React, { type ReactNode } from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import type { LiveResponse } from "#resources/live-resource"
import { Percent } from "../charts/percent"
import { ShareBar } from "../charts/share-bar"
import * as styles from "./live-panel.module.css"

type AvailableData = Extract<LiveResponse, { status: "available" }>
type Browsers = Pick<FeatureResponse, "browsers">

/**
 * Shows test results and usage of a feature from the Web Platform Dashboard (webstatus.dev). The data may arrive after
 * the page, or never. The panel is the last part of the page and takes no room without data. The page links to the
 * dashboard elsewhere, so that a missing panel needs no explanation.
 */
export function LivePanel({ id, data, browsers }: { id: string; data?: LiveResponse } & Browsers) {
  if (data?.status !== "available") return null
  return (
    <section className={styles.panel} aria-labelledby="dashboard">
      <h2 id="dashboard">Web Platform Dashboard</h2>
      <p className={styles.source}>
        Source: <a href={`https://webstatus.dev/features/${id}`}>webstatus.dev: {id}</a>. Test results are
        from web-platform-tests.
      </p>
      <FeatureStatus data={data} browsers={browsers} />
    </section>
  )
}

function FeatureStatus({ data, browsers }: { data: AvailableData } & Browsers) {
  const { scores, chromeUsage, positions, signals } = data
  return (
    <div className={styles.columns}>
      <div>
        <h3>Tests passed</h3>
        {scores.length === 0 ? <p>No test results.</p> : <Scores scores={scores} browsers={browsers} />}
      </div>
      <div>
        <h3>Usage in Chrome</h3>
        <p>
          {chromeUsage === null ? (
            "Not measured."
          ) : (
            <>
              <Percent value={chromeUsage} /> of page loads
            </>
          )}
        </p>
        <h3>Vendor positions</h3>
        {positions.length === 0 ? (
          <p>No positions recorded.</p>
        ) : (
          <ul className={styles.positions}>
            {positions.map(({ vendor, position, url }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a vendor may have several positions, and the list never changes
              <li key={index}>
                <span className={styles.vendor}>{vendor}</span>:{" "}
                <MaybeLink url={url}>{position || "no position"}</MaybeLink>
              </li>
            ))}
          </ul>
        )}
        <h3>Developer votes</h3>
        <p>
          {signals === null ? (
            "No votes recorded."
          ) : (
            <MaybeLink url={signals.url}>
              {signals.upvotes === 1 ? "1 vote" : `${signals.upvotes} votes`}
            </MaybeLink>
          )}
        </p>
      </div>
    </div>
  )
}

function Scores({ scores, browsers }: Pick<AvailableData, "scores"> & Browsers) {
  const nameOf = (id: string) => browsers.find((browser) => browser.id === id)?.name ?? id
  return (
    <table className={styles.scores}>
      <thead>
        <tr>
          <th scope="col">Browser</th>
          <th scope="col">Stable</th>
          <th scope="col">Experimental</th>
        </tr>
      </thead>
      <tbody>
        {scores.map(({ browser, stable, experimental }) => (
          <tr key={browser}>
            <th scope="row">{nameOf(browser)}</th>
            <Score value={stable} />
            <Score value={experimental} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Score({ value }: { value: number | null }) {
  if (value === null) return <td>not tested</td>
  return (
    <td>
      <Percent value={value} />
      <ShareBar share={value} label="tests" />
    </td>
  )
}

function MaybeLink({ url, children }: { url: string | null; children: ReactNode }) {
  return url === null ? children : <a href={url}>{children}</a>
}

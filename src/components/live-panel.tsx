import React, { type ReactNode } from "react"
import type { FeatureResponse } from "../resources/feature"
import type { LiveResponse } from "../resources/live"
import * as styles from "./live-panel.module.css"
import { Percent } from "./percent"
import { ShareBar } from "./share-bar"
import { VisuallyHidden } from "./visually-hidden"

type AvailableData = Extract<LiveResponse, { status: "available" }>
type Browsers = Pick<FeatureResponse, "browsers">

type LiveResult = {
  data?: LiveResponse
  error?: unknown
  isFetching: boolean
  refetch(): unknown
}

const parts = "test results, use in Chrome, vendors’ positions and developers’ votes"

const reasons = {
  pending: `${capital(parts)} are not here yet: the dashboard takes its time.`,
  disabled: `${capital(parts)} are missing: this site does not ask the dashboard.`,
  unknown: `${capital(parts)} are missing: the dashboard does not know this feature.`,
  failed: `${capital(parts)} are missing: the dashboard does not answer properly now.`,
  disconnected: `${capital(parts)} are missing: they could not be loaded.`,
}

/**
 * What the Web Platform Dashboard says of a feature: there at once, or later, or not at all. Its place is as high
 * from the beginning as it is in the end, so nothing moves.
 */
export function LivePanel({ id, result, browsers }: { id: string; result: LiveResult } & Browsers) {
  const { data, error, isFetching, refetch } = result
  const status = data ? data.status : error ? "disconnected" : "pending"
  const canRetry = status === "failed" || status === "disconnected"
  return (
    <section
      className={status === "disabled" ? undefined : styles.panel}
      aria-labelledby="dashboard"
      aria-busy={isFetching}
    >
      <h2 id="dashboard">On the Web Platform Dashboard</h2>
      <p className={styles.source}>
        Source: <a href={`https://webstatus.dev/features/${id}`}>webstatus.dev: {id}</a>. The tests are
        web-platform-tests.
      </p>
      <div role="status">
        {status === "available" ? (
          <VisuallyHidden>It is all here.</VisuallyHidden>
        ) : (
          <p>
            {reasons[canRetry && isFetching ? "pending" : status]}{" "}
            {canRetry && (
              <button type="button" aria-disabled={isFetching} onClick={() => isFetching || refetch()}>
                Try again
              </button>
            )}
          </p>
        )}
      </div>
      {data?.status === "available" && <FeatureStatus data={data} browsers={browsers} />}
    </section>
  )
}

function FeatureStatus({ data, browsers }: { data: AvailableData } & Browsers) {
  const { scores, chromeUsage, positions, signals } = data
  return (
    <div className={styles.columns}>
      <div>
        <h3>Tests passed</h3>
        {scores.length === 0 ? (
          <p>There are no test results.</p>
        ) : (
          <Scores scores={scores} browsers={browsers} />
        )}
      </div>
      <div>
        <h3>Use in Chrome</h3>
        <p>
          {chromeUsage === null ? (
            "It is not counted."
          ) : (
            <>
              <Percent value={chromeUsage} /> of page loads
            </>
          )}
        </p>
        <h3>Vendors’ positions</h3>
        {positions.length === 0 ? (
          <p>None is known.</p>
        ) : (
          <ul className={styles.positions}>
            {positions.map(({ vendor, position, url }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a vendor may have several, and they never move
              <li key={place}>
                <span className={styles.vendor}>{vendor}</span>:{" "}
                <MaybeLink url={url}>{position || "no position"}</MaybeLink>
              </li>
            ))}
          </ul>
        )}
        <h3>Developers’ votes</h3>
        <p>
          {signals === null ? (
            "They are not asked."
          ) : (
            <MaybeLink url={signals.url}>{signals.upvotes} developers want it</MaybeLink>
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
          <th scope="col">Next version</th>
        </tr>
      </thead>
      <tbody>
        {scores.map(({ browser, stable, experimental }) => (
          <tr key={browser}>
            <th scope="row">{nameOf(browser)}</th>
            <Score of={stable} />
            <Score of={experimental} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Score({ of }: { of: number | null }) {
  if (of === null) return <td>not tested</td>
  return (
    <td>
      <Percent value={of} />
      <ShareBar share={of} of="tests" />
    </td>
  )
}

/** The address was checked where it came in: http or https, or null. */
function MaybeLink({ url, children }: { url: string | null; children: ReactNode }) {
  return url === null ? children : <a href={url}>{children}</a>
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

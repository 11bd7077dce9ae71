import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import { Percent } from "../charts/percent"
import { ShareBar } from "../charts/share-bar"
import { AudienceLink } from "../ui/audience-context"
import * as styles from "./audience-browsers.module.css"

type Browsers = AudienceResponse["browsers"]

export function AudienceBrowsers({
  label,
  browsers,
  compared,
}: {
  label: string
  browsers: Browsers
  compared?: Pick<AudienceResponse, "label" | "browsers">
}) {
  const sharesThere = new Map(compared?.browsers.map(({ id, share }) => [id, share]))
  const rows = [...browsers, ...absentFrom(browsers, compared?.browsers)]
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Browser</th>
          <th scope="col">{label}</th>
          {compared && (
            <>
              <th scope="col">{compared.label}</th>
              <th scope="col">Difference</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, share, versions }) => {
          const there = sharesThere.get(id) ?? 0
          return (
            <tr key={id}>
              <th scope="row">
                <AudienceLink to={`/browsers/${id}`}>{name}</AudienceLink>
                <Versions versions={versions} />
              </th>
              <td>
                <Percent value={share} />
                <ShareBar share={share} label={`visits in ${label}`} />
              </td>
              {compared && (
                <>
                  <td>
                    <Percent value={there} />
                    <ShareBar share={there} label={`visits in ${compared.label}`} quiet />
                  </td>
                  <td>{inPoints(share - there)}</td>
                </>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Returns a difference of shares in percentage points: “+1.2”, “−0.4”. */
function inPoints(difference: number): string {
  const points = (100 * Math.abs(difference)).toFixed(1)
  if (points === "0.0") return points
  return `${difference > 0 ? "+" : "−"}${points}`
}

function absentFrom(browsers: Browsers, others: Browsers = []): Browsers {
  const here = new Set(browsers.map(({ id }) => id))
  return others.filter(({ id }) => !here.has(id)).map((browser) => ({ ...browser, share: 0, versions: [] }))
}

function Versions({ versions }: { versions: Browsers[number]["versions"] }) {
  if (versions.length === 0) return null
  return (
    <details className={styles.versions}>
      <summary>{versions.length === 1 ? "1 version" : `${versions.length} versions`}</summary>
      <ul>
        {versions.map(({ version, share }) => (
          <li key={version}>
            {version}: <Percent value={share} />
          </li>
        ))}
      </ul>
    </details>
  )
}

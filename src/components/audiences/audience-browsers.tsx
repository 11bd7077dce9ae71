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
  world,
}: {
  label: string
  browsers: Browsers
  world?: Browsers
}) {
  const shareInWorld = new Map(world?.map(({ id, share }) => [id, share]))
  const rows = [...browsers, ...absentFrom(browsers, world)]
  const max = Math.max(...[...browsers, ...(world ?? [])].map(({ share }) => share))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Browser</th>
          <th scope="col">{label}</th>
          {world && <th scope="col">World</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, share, versions }) => (
          <tr key={id}>
            <th scope="row">
              <AudienceLink to={`/browsers/${id}`}>{name}</AudienceLink>
              <Versions versions={versions} />
            </th>
            <td>
              <Percent value={share} />
              <ShareBar share={share} max={max} label={`visits in ${label}`} />
            </td>
            {world && (
              <td>
                <Percent value={shareInWorld.get(id) ?? 0} />
                <ShareBar share={shareInWorld.get(id) ?? 0} max={max} label="visits worldwide" quiet />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function absentFrom(browsers: Browsers, world: Browsers = []): Browsers {
  const here = new Set(browsers.map(({ id }) => id))
  return world.filter(({ id }) => !here.has(id)).map((browser) => ({ ...browser, share: 0, versions: [] }))
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

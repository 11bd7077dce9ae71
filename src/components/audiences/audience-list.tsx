import React from "react"
import type { AudiencesResponse } from "#resources/audiences-resource"
import { AudienceLink, useAudienceChoice } from "../ui/audience-context"
import * as styles from "./audience-list.module.css"

type Item = AudiencesResponse["items"][number]

/** All audiences by kind, or the results of the search `q`. Each link chooses the audience. */
export function AudienceList({
  items,
  q,
  suggestions = [],
}: {
  items: readonly Item[]
  q?: string
  suggestions?: readonly Item[]
}) {
  if (q) return <SearchResults items={items} q={q} suggestions={suggestions} />
  const regions = items.filter(({ kind }) => kind === "region")
  const saved = items.filter(({ kind }) => kind === "saved")
  const continents = regions.filter(({ id }) => id.startsWith("alt-"))
  return (
    <>
      {saved.length > 0 && (
        <>
          <h2>Imported audiences</h2>
          <Links items={saved} />
        </>
      )}
      <h2>World and continents</h2>
      <Links items={[...items.filter(({ kind }) => kind === "world"), ...continents]} />
      <h2>Countries and territories</h2>
      {byInitial(regions.filter(({ id }) => !id.startsWith("alt-"))).map(([initial, group]) => (
        <section key={initial} className={styles.initial}>
          <h3>{initial}</h3>
          <Links items={group} />
        </section>
      ))}
    </>
  )
}

function SearchResults({
  items,
  q,
  suggestions,
}: {
  items: readonly Item[]
  q: string
  suggestions: readonly Item[]
}) {
  return (
    <>
      <h2>Search results for “{q}”</h2>
      {items.length > 0 ? <Links items={items} /> : <p>No audience matches this search.</p>}
      {suggestions.length > 0 && (
        <>
          <h2>Did you mean</h2>
          <Links items={suggestions} />
        </>
      )}
      <p>
        <AudienceLink to="/audiences">All audiences</AudienceLink>
      </p>
    </>
  )
}

function Links({ items }: { items: readonly Item[] }) {
  const chosen = useAudienceChoice().audience ?? "world"
  return (
    <ul className={styles.list}>
      {items.map(({ id, label }) => (
        <li key={id}>
          <AudienceLink
            to={`/audiences/${id}`}
            query={{ audience: id }}
            aria-current={id === chosen ? "true" : undefined}
          >
            <bdi>{label}</bdi>
          </AudienceLink>
        </li>
      ))}
    </ul>
  )
}

function byInitial(items: readonly Item[]): [string, Item[]][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    // Decomposes letters with accents, so that Åland is under A.
    const initial = item.label.normalize("NFD").charAt(0).toUpperCase()
    groups.set(initial, [...(groups.get(initial) ?? []), item])
  }
  return [...groups]
}

import { loadCatalog } from "../catalog/load"

// localeCompare makes one for each comparison, which was a tenth of what rendering the list took.
const { compare } = new Intl.Collator("en", { numeric: true })

/** What the filters of the list of features offer: every group and snapshot that a feature has, by name. */
export function filterOptions() {
  const { groups, snapshots } = loadCatalog()
  return { groups: byName(groups), snapshots: byName(snapshots) }
}

function byName(entries: Readonly<Record<string, { name: string }>>) {
  return Object.entries(entries)
    .map(([id, { name }]) => ({ id, name }))
    .sort((a, b) => compare(a.name, b.name))
}

import { loadCatalog } from "../catalog/load"

/** What the filters of the list of features offer: every group and snapshot that a feature has, by name. */
export function filterOptions() {
  const { groups, snapshots } = loadCatalog()
  return { groups: byName(groups), snapshots: byName(snapshots) }
}

function byName(entries: Readonly<Record<string, { name: string }>>) {
  return Object.entries(entries)
    .map(([id, { name }]) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }))
}

import { measureRegion } from "#audience/audience"
import type { Baseline, Catalog } from "#catalog/catalog"
import { dataPackages } from "#catalog/data-packages"
import { indexCatalog } from "#catalog/load"
import { distribute, reachOf } from "./reach"

type Named = {
  id: string
  name: string
}

const maxReachChanges = 10

/**
 * Compares the catalogues before and after an update of the data packages. `became` lists features whose Baseline status
 * changed, by their new status. `reach` lists the largest changes of reach for the world, largest first.
 */
export function dataChanges(before: Catalog, after: Catalog) {
  const known = new Map(before.features.map((feature) => [feature.id, feature]))
  const remaining = after.features.filter(({ id }) => known.has(id))
  const changedTo = (baseline: Baseline) =>
    remaining
      .filter((feature) => feature.baseline === baseline && known.get(feature.id)?.baseline !== baseline)
      .map(nameOf)
  const present = new Set(after.features.map(({ id }) => id))
  const gone = before.features.filter(({ id }) => !present.has(id)).map(({ id }) => id)
  const successorsOf = (id: string) => {
    const moved = after.moved[id]
    return moved === undefined ? after.split[id] : [moved]
  }
  const [reachBefore, reachAfter] = [worldReach(before), worldReach(after)]
  return {
    packages: Object.entries(dataPackages)
      .map(([property, name]) => {
        const key = property as keyof typeof dataPackages
        return { name, before: before.packages[key], after: after.packages[key] }
      })
      .filter((change) => change.before !== change.after),
    added: after.features
      .filter(({ id }) => !known.has(id))
      .map((feature) => ({ ...nameOf(feature), baseline: feature.baseline })),
    moved: gone.flatMap((id) => {
      const to = successorsOf(id)
      return to ? [{ id, to }] : []
    }),
    removed: gone.filter((id) => !successorsOf(id)),
    became: { widely: changedTo("widely"), newly: changedTo("newly"), limited: changedTo("limited") },
    reach: remaining
      .map((feature) => ({
        ...nameOf(feature),
        before: reachBefore(feature.id),
        after: reachAfter(feature.id),
      }))
      .filter((change) => change.before !== change.after)
      .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
      .slice(0, maxReachChanges),
  }
}

const nameOf = ({ id, name }: Named): Named => ({ id, name })

function worldReach(catalog: Catalog): (id: string) => number {
  const index = indexCatalog(catalog)
  const distribution = distribute(measureRegion("world", {}, index), index)
  return (id) => {
    const feature = index.feature(id)
    return feature ? reachOf(distribution, feature).reach : 0
  }
}

const baselineLabels = {
  widely: "widely available",
  newly: "newly available",
  limited: "limited availability",
}

/** Formats the changes as text, for a terminal or a commit message. */
export function describeChanges({
  packages,
  added,
  moved,
  removed,
  became,
  reach,
}: ReturnType<typeof dataChanges>): string {
  if (packages.length === 0) return "The data packages are up to date."
  const named = ({ id, name }: Named) => `${id} (${name})`
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`
  return [
    section(
      "Packages",
      packages,
      (change) => `${change.name}: ${change.before ?? "none"} to ${change.after}`,
    ),
    section("New features", added, (feature) => `${named(feature)}: ${baselineLabels[feature.baseline]}`),
    section("Moved features", moved, ({ id, to }) => `${id}: now ${to.join(" and ")}`),
    section("Removed features", removed, (id) => id),
    section("Now newly available", became.newly, named),
    section("Now widely available", became.widely, named),
    section("Now limited availability", became.limited, named),
    section(
      "Largest changes of reach for the world",
      reach,
      (change) => `${named(change)}: ${percent(change.before)} to ${percent(change.after)}`,
    ),
  ].join("\n\n")
}

function section<Item>(title: string, items: readonly Item[], describe: (item: Item) => string): string {
  return [`${title}: ${items.length}`, ...items.map((item) => `- ${describe(item)}`)].join("\n")
}

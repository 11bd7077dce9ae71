import { measureRegion } from "../audience/audience"
import type { Baseline, Catalog } from "../catalog/catalog"
import { dataPackages } from "../catalog/data-packages"
import { indexCatalog } from "../catalog/load"
import { distribute, reachOf } from "./reach"

interface Named {
  id: string
  name: string
}

const mostMoves = 10

/**
 * What an update of the data packages changes. Features are in the order of their ids, and `reach` has the largest
 * changes first. `became` has the features that were there before, by their new Baseline status.
 */
export function dataChanges(before: Catalog, after: Catalog) {
  const known = new Map(before.features.map((feature) => [feature.id, feature]))
  const kept = after.features.filter(({ id }) => known.has(id))
  const came = (baseline: Baseline) =>
    kept
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
      .map(([word, name]) => {
        const key = word as keyof typeof dataPackages
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
    became: { widely: came("widely"), newly: came("newly"), limited: came("limited") },
    reach: kept
      .map((feature) => ({
        ...nameOf(feature),
        before: reachBefore(feature.id),
        after: reachAfter(feature.id),
      }))
      .filter((move) => move.before !== move.after)
      .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
      .slice(0, mostMoves),
  }
}

const nameOf = ({ id, name }: Named): Named => ({ id, name })

function worldReach(catalog: Catalog): (id: string) => number {
  const index = indexCatalog(catalog)
  const distribution = distribute(measureRegion("world", {}, index), index)
  return (id) => {
    const feature = index.feature(id)
    return feature ? reachOf(distribution, feature.support).reach : 0
  }
}

const words = { widely: "widely available", newly: "newly available", limited: "limited availability" }

/** The changes in words, for a terminal or the message of a commit. */
export function describeChanges({
  packages,
  added,
  moved,
  removed,
  became,
  reach,
}: ReturnType<typeof dataChanges>): string {
  if (packages.length === 0) return "The data packages are the newest there are: nothing changed."
  const named = ({ id, name }: Named) => `${id} (${name})`
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`
  return [
    section("Packages", packages, (change) => `${change.name}: ${change.before} to ${change.after}`),
    section("New features", added, (feature) => `${named(feature)}: ${words[feature.baseline]}`),
    section("Moved features", moved, ({ id, to }) => `${id}: now ${to.join(" and ")}`),
    section("Features that are gone", removed, (id) => id),
    section("Newly available", became.newly, named),
    section("Widely available", became.widely, named),
    section("Limited again", became.limited, named),
    section(
      "Largest moves in reach for the world",
      reach,
      (move) => `${named(move)}: ${percent(move.before)} to ${percent(move.after)}`,
    ),
  ].join("\n\n")
}

function section<Item>(title: string, items: readonly Item[], describe: (item: Item) => string): string {
  return [`${title}: ${items.length}`, ...items.map((item) => `- ${describe(item)}`)].join("\n")
}

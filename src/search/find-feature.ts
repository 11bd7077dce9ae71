import type { Feature } from "#catalog/catalog"
import type { CatalogIndex } from "#catalog/load"
import { isNamed, matchNames } from "./name-index"
import { searchFeatures } from "./search"
import { suggestIds } from "./suggestions"
import { tokenize } from "./tokenize"
import { UnknownId } from "./unknown-id"

/**
 * The error for an id that is a former id of a feature, or that differs from the feature's current id only in upper and
 * lower case.
 */
export class MovedFeature extends Error {
  constructor(
    id: string,
    /** The current id. */
    readonly movedTo: string,
  ) {
    super(`The id of “${id}” is “${movedTo}”.`)
    this.name = "MovedFeature"
  }
}

/** The error for the id of a former feature that web-features has split into several features. */
export class SplitFeature extends Error {
  constructor(
    id: string,
    /** The ids of the new features. */
    readonly successors: readonly string[],
  ) {
    super(`“${id}” was split into ${successors.map((successor) => `“${successor}”`).join(" and ")}.`)
    this.name = "SplitFeature"
  }
}

/** Finds a feature by its id. @throws MovedFeature, SplitFeature, UnknownId */
export function findFeature(id: string, catalog: CatalogIndex): Feature {
  const feature = catalog.feature(id)
  if (feature) return feature
  const lower = id.toLowerCase()
  const movedTo = Object.hasOwn(catalog.moved, lower) ? catalog.moved[lower] : catalog.feature(lower)?.id
  if (movedTo !== undefined) throw new MovedFeature(id, movedTo)
  const successors = Object.hasOwn(catalog.split, lower) ? catalog.split[lower] : undefined
  if (successors !== undefined) throw new SplitFeature(id, successors)
  throw new UnknownId(`There is no web feature “${id.slice(0, 100)}”.`, suggestFeatures(id, catalog))
}

/** Suggests features for a text that does not name a feature. Returns at most five ids, most likely first. */
export function suggestFeatures(unknownName: string, { features }: CatalogIndex): string[] {
  const text = unknownName.slice(0, 100)
  const similar = suggestIds(
    text,
    features.map(({ id }) => id),
  )
  const matching = searchFeatures(text)
    .slice(0, 3)
    .map((index) => features[index]?.id ?? "")
  const ids = isNamed(matchNames(tokenize(text))) ? [...matching, ...similar] : [...similar, ...matching]
  return [...new Set(ids)].slice(0, 5)
}

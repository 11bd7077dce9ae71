import type { Catalog } from "#catalog/catalog"
import { groupsByFeature } from "#catalog/feature-groups"
import { loadCatalog } from "#catalog/load"
import { processSingleton } from "#runtime/process-singleton"
import { aliases } from "./aliases"
import { withoutFillers } from "./fillers"
import { partIndex, topLevelName } from "./part-index"
import { tokenize } from "./tokenize"

/** Catalogue indexes of the features that match a name, by kind of match. */
export type NameMatches = {
  /** The text is the feature's id, name or alias. */
  own: readonly number[]
  /**
   * Includes `own`. Also includes a feature that consists of one property, element or interface, if the text is its
   * name.
   */
  exact: readonly number[]
  /** The text is the name of a part that few features have, or a caniuse id: `startViewTransition`. */
  parts: readonly number[]
  /** The text is the name of a group or snapshot that contains the feature. */
  groups: readonly number[]
  /** The text is the name of a part that many features have (`name`), or the start of such a name. */
  weak: readonly number[]
}

/**
 * The maximum number of features with a part of the same name. If more features have such a part, the name does not
 * identify a feature.
 */
const maxFeaturesPerName = 5

const minPrefixLength = 4

/**
 * Finds features by ids (also those of caniuse), names, aliases and groups, and by their parts with or without the
 * parent: `startViewTransition`, `Document.startViewTransition`. Compares only letters and digits.
 * @param words the words of the text, in lower case
 */
export function matchNames(words: readonly string[]): NameMatches {
  const matches = matchName(words)
  if (isNamed(matches)) return matches
  const significant = withoutFillers(words)
  return significant.length > 0 ? matchName(significant) : matches
}

/** Returns the features that have the text as their id, name or alias. Faster than `matchNames`. */
export function featuresNamed(words: readonly string[]): readonly number[] {
  const [match = []] = [words, withoutFillers(words)].map(ownMatches).filter(({ length }) => length > 0)
  return match
}

/** Whether the text is a name, so that a search for its single words is not necessary. */
export const isNamed = ({ exact, parts, groups }: NameMatches) =>
  [exact, parts, groups].some((indexes) => indexes.length > 0)

const nameIndex = () => processSingleton("feature-names", () => buildIndex(loadCatalog()))

const compactName = (words: readonly string[]) => words.filter((word) => word !== "prototype").join("")

function ownMatches(words: readonly string[]): readonly number[] {
  const name = compactName(words)
  const { names, singulars } = nameIndex()
  return name === "" ? [] : unique([names.get(name), singulars.get(singular(name))])
}

function matchName(words: readonly string[]): NameMatches {
  const index = nameIndex()
  const name = compactName(words)
  const withPart = index.parts.get(name) ?? []
  const withPrefix =
    withPart.length > 0 || name.length < minPrefixLength ? [] : startingWith(name, index.parts)
  const areFew = withPart.length <= maxFeaturesPerName
  // Names with exactly the same spelling come first: `is` must not find `i` first, and `animation-timeline` must not
  // find AnimationTimeline first.
  const own = ownMatches(words)
  const ownParts = [index.ownParts.get(words.join("-")), index.ownParts.get(name)]
  return {
    own,
    exact: name ? unique([own, ...ownParts]) : [],
    parts: areFew ? withPart : [],
    groups: index.groups.get(name) ?? [],
    weak: areFew ? withPrefix : withPart,
  }
}

/** Maps a name to the indexes of features, best match first. */
type Names = Map<string, number[]>

type NameIndex = {
  names: Names
  /**
   * The keys are the names of top-level parts, each in two spellings: without separators, and with hyphens between the
   * words.
   */
  ownParts: Names
  singulars: Names
  parts: Names
  groups: Names
}

function buildIndex(catalog: Catalog): NameIndex {
  const index: NameIndex = {
    names: new Map(),
    ownParts: new Map(),
    singulars: new Map(),
    parts: new Map(),
    groups: new Map(),
  }
  addNames(index, catalog)
  addGroups(index, catalog)
  addParts(index, catalog)
  return index
}

function addNames({ names, singulars }: NameIndex, { features }: Catalog) {
  for (const [feature, { id }] of features.entries()) add(names, keyOf(id), feature)
  for (const [feature, { name }] of features.entries()) add(names, keyOf(name), feature)
  const indexes = new Map(features.map(({ id }, feature) => [id, feature]))
  for (const [alias, ids] of Object.entries(aliases)) {
    for (const id of ids) add(singulars, singular(keyOf(alias)), indexes.get(id) as number)
  }
  for (const [name, named] of names) {
    for (const feature of named) add(singulars, singular(name), feature)
  }
}

function addGroups({ groups }: NameIndex, catalog: Catalog) {
  const groupIds = groupsByFeature(catalog)
  for (const [feature, { snapshots }] of catalog.features.entries()) {
    for (const id of groupIds[feature] ?? []) add(groups, keyOf(catalog.groups[id]?.name ?? id), feature)
    for (const name of snapshots.flatMap(namesOfSnapshot)) add(groups, name, feature)
  }
}

function addParts({ ownParts, parts }: NameIndex, { features }: Catalog) {
  for (const [feature, { caniuse }] of features.entries()) {
    for (const name of caniuse) add(parts, keyOf(name), feature)
  }
  const index = partIndex()
  for (const [name, indexes] of index.byName) {
    for (const part of indexes) add(parts, name, index.parts[part]?.feature as number)
  }
  for (const { key, feature } of index.parts) {
    const name = topLevelName.exec(key)?.[1]
    if (name !== undefined) {
      for (const separator of ["", "-"]) add(ownParts, keyOf(name, separator), feature)
    }
    const property = /^css\.properties\.([^.]+)\./.exec(key)?.[1]
    if (property !== undefined) add(parts, keyOf(property), feature)
  }
}

const keyOf = (name: string, separator = "") => tokenize(name).join(separator)

function add(names: Names, key: string, feature: number) {
  const indexes = names.get(key)
  if (!indexes) names.set(key, [feature])
  else if (!indexes.includes(feature)) indexes.push(feature)
}

/** `ecmascript-2022` is also ES2022, and `ecmascript-2015` is also ES6. */
const namesOfSnapshot = (id: string) =>
  [id, id.replace("ecmascript", "es"), id.replace("ecmascript-2015", "es6")].map((name) => keyOf(name))

function startingWith(prefix: string, names: Names): number[] {
  const features = new Set<number>()
  for (const [name, indexes] of names) {
    if (name.startsWith(prefix)) for (const index of indexes) features.add(index)
  }
  return features.size <= maxFeaturesPerName ? [...features] : []
}

const singular = (name: string) => name.replace(/s$/, "")

const unique = (lists: readonly (readonly number[] | undefined)[]) => [
  ...new Set(lists.flatMap((indexes) => indexes ?? [])),
]

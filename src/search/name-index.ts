import type { Catalog } from "#catalog/catalog"
import { groupsByFeature } from "#catalog/feature-groups"
import { loadCatalog } from "#catalog/load"
import { processSingleton } from "#runtime/process-singleton"
import { aliases } from "./aliases"
import { tokenize } from "./tokenize"

/** Catalogue indexes of the features that match a name, by kind of match. */
export type NameMatches = {
  /**
   * The text is the feature's id, name or alias, or the property, element or interface that the feature consists of.
   */
  exact: readonly number[]
  /** The text is the name of a part that few features have, or a caniuse id: `startViewTransition`. */
  parts: readonly number[]
  /** The text is the name of a group or snapshot that contains the feature. */
  groups: readonly number[]
  /** The text is the name of a part that many features have (`name`), or the start of such a name. */
  weak: readonly number[]
}

/** If more features have a part of the same name, the name does not identify a feature. */
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
  const significant = words.filter((word) => !fillers.has(word))
  return significant.length > 0 && significant.length < words.length ? matchName(significant) : matches
}

/** Whether the text is a name, so that a search for its single words is not necessary. */
export const isNamed = ({ exact, parts, groups }: NameMatches) =>
  [exact, parts, groups].some((indexes) => indexes.length > 0)

/** Words that people add to a name: “fetch API”, “CSS nesting”, “has selector”. */
const fillers: ReadonlySet<string> = new Set([
  ...["api", "attribute", "class", "css", "element", "event", "function", "header", "html", "http"],
  ...["interface", "javascript", "js", "keyword", "method", "object", "operator", "property", "pseudo"],
  ...["rule", "selector", "statement", "tag", "web"],
])

function matchName(words: readonly string[]): NameMatches {
  const index = processSingleton("feature-names", () => buildIndex(loadCatalog()))
  const name = words.filter((word) => word !== "prototype").join("")
  const withPart = index.parts.get(name) ?? []
  const withPrefix =
    withPart.length > 0 || name.length < minPrefixLength ? [] : startingWith(name, index.parts)
  const areFew = withPart.length <= maxFeaturesPerName
  // The exact spelling goes first: `is` is not `i`, and `animation-timeline` is not AnimationTimeline.
  const exact = [
    index.names.get(name),
    index.singulars.get(singular(name)),
    index.ownParts.get(words.join("-")),
    index.ownParts.get(name),
  ]
  return {
    exact: name ? [...new Set(exact.flatMap((indexes) => indexes ?? []))] : [],
    parts: areFew ? withPart : [],
    groups: index.groups.get(name) ?? [],
    weak: areFew ? withPrefix : withPart,
  }
}

/** Name → feature indexes, best match first. */
type Names = Map<string, number[]>

type NameIndex = {
  names: Names
  /** The keys are the names of top-level parts, once without separators and once with hyphens between the words. */
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
  const found: { name: string; feature: number; depth: number }[] = []
  for (const [feature, { caniuse, parts: keys }] of features.entries()) {
    for (const name of caniuse) found.push({ name, feature, depth: 0 })
    for (const [key] of keys) {
      const name = topLevelName.exec(key)?.[1]
      if (name !== undefined) {
        for (const separator of ["", "-"]) add(ownParts, keyOf(name, separator), feature)
      }
      for (const partName of namesOfPart(key)) found.push({ name: partName, feature, depth: depthOf(key) })
    }
  }
  // `css.properties.gap` is a better match for `gap` than `css.properties.gap.grid_context`.
  found.sort((a, b) => a.depth - b.depth)
  for (const { name, feature } of found) add(parts, keyOf(name), feature)
}

const keyOf = (name: string, separator = "") => tokenize(name).join(separator)

function add(names: Names, key: string, feature: number) {
  const indexes = names.get(key)
  if (!indexes) names.set(key, [feature])
  else if (!indexes.includes(feature)) indexes.push(feature)
}

/**
 * Matches browser-compat-data keys of interfaces, properties, elements and similar parts, but not the keys of their
 * members and values.
 */
const topLevelName =
  /^(?:api|css\.(?:at-rules|properties|selectors)|html\.(?:elements|global_attributes)|http\.headers|javascript\.(?:builtins|operators|statements))\.([^.]+)$/

const depthOf = (key: string) => key.split(".").length - (key.startsWith("api.") ? 1 : 2)

/** `ecmascript-2022` is also ES2022, and `ecmascript-2015` is also ES6. */
const namesOfSnapshot = (id: string) =>
  [id, id.replace("ecmascript", "es"), id.replace("ecmascript-2015", "es6")].map((name) => keyOf(name))

/**
 * Returns the names of a browser-compat-data key: the last segment, the last two segments, and the CSS property if the
 * key has one.
 */
function namesOfPart(key: string): string[] {
  const segments = key.split(".")
  const names = [segments.slice(-1), segments.slice(-2)].map((last) => last.join(""))
  return segments[1] === "properties" && segments[2] ? [...names, segments[2]] : names
}

function startingWith(prefix: string, names: Names): number[] {
  const features = new Set<number>()
  for (const [name, indexes] of names) {
    if (name.startsWith(prefix)) for (const index of indexes) features.add(index)
  }
  return features.size <= maxFeaturesPerName ? [...features] : []
}

const singular = (name: string) => name.replace(/s$/, "")

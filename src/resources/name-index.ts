import type { Catalog } from "../catalog/catalog"
import { loadCatalog } from "../catalog/load"
import { oncePerProcess } from "../catalog/once"
import { aliases } from "./aliases"
import { groupsByFeature } from "./feature-groups"
import { tokenize } from "./tokenize"

/** The places in the catalogue of features, by what the text that was looked for is the name of. */
export interface NameMatches {
  /** The text is what the feature is called: its id, its name, what people say, or the property, element, … that it is. */
  identified: readonly number[]
  /** Few features have a part of that name, or this one has it at caniuse: `startViewTransition`, `justify-content`. */
  composed: readonly number[]
  /** The text is the name of a group or of a snapshot, and the feature is in it. */
  grouped: readonly number[]
  /** It has a part of that name, as many others do (`name`), or one whose name begins so. */
  possible: readonly number[]
}

/** A name that more features have a part of says little about any of them. */
const few = 5

/** Of fewer letters too many names begin. */
const leastBeginning = 4

/**
 * The features that a text names in the words of the platform: by their ids here or at caniuse, by their names or those
 * of their groups, and by what they are or consist of, with or without what it belongs to (`startViewTransition`,
 * `Document.startViewTransition`, `grid-template-columns`); or in people's own (`dark mode`). Only letters and digits
 * count.
 *
 * @param words of the text, in lower case
 */
export function matchNames(words: readonly string[]): NameMatches {
  const whole = named(words)
  if (isNamed(whole)) return whole
  const telling = words.filter((word) => !fillers.has(word))
  return telling.length > 0 && telling.length < words.length ? named(telling) : whole
}

/** Whether the text is a name, and so no matter of single words. */
export const isNamed = ({ identified, composed, grouped }: NameMatches) =>
  [identified, composed, grouped].some((places) => places.length > 0)

/** What people say around a name: “fetch API”, “CSS nesting”, “has selector”. */
const fillers: ReadonlySet<string> = new Set([
  ...["api", "attribute", "class", "css", "element", "event", "function", "header", "html", "http"],
  ...["interface", "javascript", "js", "keyword", "method", "object", "operator", "property", "pseudo"],
  ...["rule", "selector", "statement", "tag", "web"],
])

function named(words: readonly string[]): NameMatches {
  const { called, own, alike, parts, groups } = oncePerProcess("feature-names", () =>
    buildNames(loadCatalog()),
  )
  const name = words.filter((word) => word !== "prototype").join("")
  const having = parts.get(name) ?? []
  const begun = having.length > 0 || name.length < leastBeginning ? [] : beginningWith(name, parts)
  const areFew = having.length <= few
  // As it is written before other ways to write it: `is` is no `i`, `animation-timeline` no AnimationTimeline.
  const identified = [called.get(name), alike.get(singular(name)), own.get(words.join("-")), own.get(name)]
  return {
    identified: name ? [...new Set(identified.flatMap((places) => places ?? []))] : [],
    composed: areFew ? having : [],
    grouped: groups.get(name) ?? [],
    possible: areFew ? begun : having,
  }
}

/** name → places in the catalogue, those first that it says most about. */
type Names = Map<string, number[]>

interface AllNames {
  /** Ids first, then names. */
  called: Names
  /** Of what features are: by their words together, and with hyphens between them. */
  own: Names
  /** Ids, names and what people say, in the singular. */
  alike: Names
  parts: Names
  groups: Names
}

function buildNames(catalog: Catalog): AllNames {
  const names: AllNames = {
    called: new Map(),
    own: new Map(),
    alike: new Map(),
    parts: new Map(),
    groups: new Map(),
  }
  const within = groupsByFeature(catalog)
  const parts: { name: string; place: number; depth: number }[] = []
  for (const [place, { id, caniuse, snapshots, parts: own }] of catalog.features.entries()) {
    add(names.called, keyOf(id), place)
    for (const group of within[place] ?? [])
      add(names.groups, keyOf(catalog.groups[group]?.name ?? group), place)
    for (const snapshot of snapshots)
      for (const name of namesOfSnapshot(snapshot)) add(names.groups, name, place)
    for (const name of caniuse) parts.push({ name, place, depth: 0 })
    for (const [key] of own) {
      const name = ownName.exec(key)?.[1]
      if (name !== undefined) for (const between of ["", "-"]) add(names.own, keyOf(name, between), place)
      for (const name of namesOfPart(key)) parts.push({ name, place, depth: depthOf(key) })
    }
  }
  for (const [place, { name }] of catalog.features.entries()) add(names.called, keyOf(name), place)
  const places = new Map(catalog.features.map(({ id }, place) => [id, place]))
  for (const [name, ids] of Object.entries(aliases)) {
    for (const id of ids) add(names.alike, singular(keyOf(name)), places.get(id) as number)
  }
  for (const [name, having] of names.called)
    for (const place of having) add(names.alike, singular(name), place)
  // `css.properties.gap` says more about what `gap` is than `css.properties.gap.grid_context`.
  parts.sort((a, b) => a.depth - b.depth)
  for (const { name, place } of parts) add(names.parts, keyOf(name), place)
  return names
}

const keyOf = (name: string, between = "") => tokenize(name).join(between)

function add(names: Names, key: string, place: number) {
  const places = names.get(key)
  if (!places) names.set(key, [place])
  else if (!places.includes(place)) places.push(place)
}

/** The keys in browser-compat-data of what is a thing of its own, not a member or a value of one. */
const ownName =
  /^(?:api|css\.(?:at-rules|properties|selectors)|html\.(?:elements|global_attributes)|http\.headers|javascript\.(?:builtins|operators|statements))\.([^.]+)$/

/** How far inside such a thing a part is: 1 for the thing itself. */
const depthOf = (key: string) => key.split(".").length - (key.startsWith("api.") ? 1 : 2)

/** `ecmascript-2022` is ES2022 as well, and the one of 2015 is ES6. */
const namesOfSnapshot = (id: string) =>
  [id, id.replace("ecmascript", "es"), id.replace("ecmascript-2015", "es6")].map((name) => keyOf(name))

/**
 * What a part is called by its key in browser-compat-data (`api.Document.startViewTransition`): its last segment, also
 * with the one before it, and the CSS property that it is about.
 */
function namesOfPart(key: string): string[] {
  const segments = key.split(".")
  const names = [segments.slice(-1), segments.slice(-2)].map((last) => last.join(""))
  return segments[1] === "properties" && segments[2] ? [...names, segments[2]] : names
}

function beginningWith(beginning: string, names: Names): number[] {
  const places = new Set<number>()
  for (const [name, having] of names) {
    if (name.startsWith(beginning)) for (const place of having) places.add(place)
  }
  return places.size <= few ? [...places] : []
}

const singular = (name: string) => name.replace(/s$/, "")

import type { Catalog } from "../catalog/catalog"
import { loadCatalog } from "../catalog/load"
import { oncePerProcess } from "../catalog/once"
import { groupsByFeature } from "./feature-groups"
import { toWords } from "./words"

/** The places in the catalogue of features, by what the text that was looked for is the name of. */
export interface NamedFeatures {
  /** The text is the feature's id, in the singular or the plural. */
  identified: readonly number[]
  /** Few features have a part of that name: `startViewTransition`, `justify-content`. */
  composed: readonly number[]
  /** The text is the name of a group, and the feature is in it. */
  grouped: readonly number[]
  /** It has a part of that name, as many others do (`name`), or one whose name begins so. */
  possible: readonly number[]
}

/** A name that more features have a part of says little about any of them. */
const few = 5

/** Of fewer letters too many names begin. */
const leastBeginning = 4

/**
 * The features that a text names in the words of the platform: by their ids here or at caniuse, by the names of their
 * groups, and by what they consist of, with or without what it belongs to (`startViewTransition`,
 * `Document.startViewTransition`, `grid-template-columns`). Only letters and digits count.
 *
 * @param words of the text, in lower case
 */
export function namedFeatures(words: readonly string[]): NamedFeatures {
  const whole = named(words)
  if ([whole.identified, whole.composed, whole.grouped].some((places) => places.length > 0)) return whole
  const telling = words.filter((word) => !fillers.has(word))
  return telling.length > 0 && telling.length < words.length ? named(telling) : whole
}

/** What people say around a name: “fetch API”, “CSS nesting”, “has selector”. */
const fillers: ReadonlySet<string> = new Set([
  ...["api", "attribute", "css", "element", "function", "html"],
  ...["javascript", "js", "property", "selector", "tag", "web"],
])

function named(words: readonly string[]): NamedFeatures {
  const { ids, parts, groups } = oncePerProcess("feature-names", () => buildNames(loadCatalog()))
  const name = words.filter((word) => word !== "prototype").join("")
  const having = parts.get(name) ?? []
  const begun = having.length > 0 || name.length < leastBeginning ? [] : beginningWith(name, parts)
  const areFew = having.length <= few
  return {
    identified: (name && ids.get(singular(name))) || [],
    composed: areFew ? having : [],
    grouped: groups.get(name) ?? [],
    possible: areFew ? begun : having,
  }
}

/** name → places in the catalogue, those first that it says most about. */
type Names = Map<string, number[]>

function buildNames(catalog: Catalog): Record<"ids" | "parts" | "groups", Names> {
  const names = { ids: new Map(), parts: new Map(), groups: new Map() } satisfies Record<string, Names>
  const within = groupsByFeature(catalog)
  const parts: { name: string; place: number; depth: number }[] = []
  for (const [place, feature] of catalog.features.entries()) {
    add(names.ids, singular(feature.id), place)
    for (const group of within[place] ?? []) add(names.groups, catalog.groups[group]?.name ?? group, place)
    for (const name of feature.caniuse) parts.push({ name, place, depth: 0 })
    for (const [key] of feature.parts) {
      const depth = key.split(".").length
      for (const name of namesOfPart(key)) parts.push({ name, place, depth })
    }
  }
  // `css.properties.gap` says more about what `gap` is than `css.properties.gap.grid_context`.
  parts.sort((a, b) => a.depth - b.depth)
  for (const { name, place } of parts) add(names.parts, name, place)
  return names
}

function add(names: Names, name: string, place: number) {
  const key = toWords(name).join("")
  const places = names.get(key)
  if (!places) names.set(key, [place])
  else if (!places.includes(place)) places.push(place)
}

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

/** What the search text of the feature list finds: features, parts, or the several names of a question. */
import * as v from "valibot"
import type { AudienceChoice } from "#audience/audience"
import { resolveAudience } from "#audience/resolve-audience"
import type { SupportLevels } from "#catalog/catalog"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { figuresOf } from "#reach/audience-figures"
import { reachOf, stackSupport } from "#reach/reach"
import { roundReach } from "#reach/round"
import { type Question as ParsedQuestion, parseQuestion } from "#search/parse-question"
import type { FoundName } from "#search/resolve-features"
import { type SearchResults, search } from "#search/search"
import {
  AudienceSummary,
  reachEntries,
  summarizeAudience,
  verdictEntries,
  verdictOn,
} from "./response-schemas"

export const ElsewhereFeatures = v.pipe(
  v.array(v.strictObject({ id: v.string(), title: v.string(), url: v.string() })),
  v.description("Features with this name that web-features does not have, with their pages on caniuse.com."),
)

export const Question = v.pipe(
  v.strictObject({
    features: v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.description("The id of the feature, or the compat key of the part.")),
        name: v.string(),
        feature: v.pipe(v.string(), v.description("The id of the feature that contains the part.")),
      }),
    ),
    unknownNames: v.array(
      v.strictObject({
        text: v.string(),
        suggestions: v.array(v.strictObject({ id: v.string(), name: v.string() })),
        elsewhere: ElsewhereFeatures,
      }),
    ),
    audience: AudienceSummary,
    ...reachEntries,
    ...verdictEntries,
  }),
  v.description(
    "If `q` names several features, or a region (“:has() and popover in Germany”): the figures of these features together, for this region.",
  ),
)
type Question = v.InferOutput<typeof Question>

export type FoundFeatures = Pick<
  SearchResults,
  "features" | "closeCount" | "parts" | "matchedParts" | "elsewhere"
> & {
  question: ParsedQuestion | undefined
}

/**
 * Searches features and parts. If the text is a question with several names, the named features are the only results.
 * For a question with one name (“popover in Germany”), only the name is searched.
 */
export function findFeatures(text: string): FoundFeatures {
  const question = parseQuestion(text)
  const { found, unknown } = question.features
  const [first] = found
  // “and” is a separator only between known names: “push and hold” is one search.
  const isList = found.length > 1 || (unknown.length > 0 && /[,;\n]/.test(text))
  if (first === undefined || !(isList || question.audience)) {
    return { ...search(text), question: undefined }
  }
  if (found.length + unknown.length === 1) return { ...search(first.text), question }
  const catalog = loadCatalog()
  const indexOf = ({ id }: FoundName) => catalog.features.findIndex((feature) => feature.id === id)
  const features = [...new Set(found.map(indexOf))]
  return {
    features,
    closeCount: features.length,
    parts: found.flatMap((name) =>
      name.part ? [{ feature: indexOf(name), ...name.part, isExact: true }] : [],
    ),
    matchedParts: new Map(),
    elsewhere: [],
    question,
  }
}

/**
 * Returns the figures of the features of a question together. The region of the question replaces the audience of the
 * query. @throws InvalidAudience, UnknownAudience, StorageUnavailable
 */
export async function figuresOfQuestion(
  { features: { found, unknown }, audience: region }: ParsedQuestion,
  { target, ...choice }: AudienceChoice & { target?: number },
): Promise<Question> {
  const catalog = loadCatalog()
  const audience = await resolveAudience({ ...choice, audience: region?.id ?? choice.audience })
  const levels = stackSupport(found.map((name) => levelsOf(name, catalog)))
  const figures = roundReach(reachOf(figuresOf(audience).distribution, levels))
  return {
    features: found.map(({ id, part }) => ({
      id: part?.key ?? id,
      name: part?.name ?? catalog.feature(id)?.name ?? id,
      feature: id,
    })),
    unknownNames: unknown.map(({ text, suggestions, elsewhere }) => ({
      text,
      suggestions: [...suggestions],
      elsewhere: [...elsewhere],
    })),
    audience: summarizeAudience(audience),
    ...figures,
    ...verdictOn(figures.reach, target),
  }
}

function levelsOf({ id, part }: FoundName, catalog: CatalogIndex): SupportLevels {
  const levels = part ? catalog.part(part.key)?.status : catalog.feature(id)
  if (levels === undefined)
    throw new Error(`The search found “${part?.key ?? id}”, but the catalogue does not have it.`)
  return levels
}

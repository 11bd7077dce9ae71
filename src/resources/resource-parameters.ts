import * as v from "valibot"
import { maxQueryLength, selectVersions } from "#audience/browserslist"
import { parseBrowserslistText } from "#audience/browserslist-text"
import { findRegion } from "#audience/find-region"
import { InvalidAudience } from "#audience/invalid-audience"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { unknownAudienceMessage } from "#search/region-suggestions"
import { suggestIds } from "#search/suggestions"
import { isSlug } from "#storage/slug"
import { InvalidParameter } from "./invalid-parameter"

export const text = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(maxLength, ({ input }) => `Must have at most ${maxLength} characters, not ${input.length}.`),
  )

/**
 * Describes a parameter for OpenAPI. Must be before any transformation, because a transformation hides the description
 * from the schema.
 */
export const docs = <Input>(description: string, example: string) =>
  v.metadata<Input, { description: string; example: string }>({ description, example })

/** Returns the message for an invalid value: “Must be known or all, not “some”.” */
export const mustBe =
  (valid: string) =>
  ({ input }: { input: unknown }) =>
    `Must be ${valid}, not “${String(input).slice(0, 40)}”.`

export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  v.picklist(words, mustBe(`${words.slice(0, -1).join(", ")} or ${words.at(-1)}`))

/** The parameter of an endpoint that can also return CSV. `content` is what the CSV contains. */
export const csvFormat = (content: string) =>
  v.optional(
    v.pipe(oneOf(["json", "csv"]), docs(`\`csv\` returns ${content} as \`text/csv\` (RFC 4180).`, "csv")),
  )

export const shortText = text(100)

const idText = v.pipe(text(100), v.toLowerCase())

export const wholeNumber = (description: string, example: string) =>
  v.pipe(
    v.string(),
    docs(description, example),
    v.trim(),
    v.regex(/^[1-9]\d{0,14}$/, mustBe("a whole number from 1, such as 2")),
    v.transform(Number),
  )

/** A percentage from 0 to 100, with at most six decimals: `97`, `97.5`, `97,5` or `97%`. Returns a number. */
export const percentage = (description: string, example: string) =>
  v.pipe(
    v.string(),
    docs(description, example),
    v.trim(),
    v.regex(
      /^(100([.,]0{1,6})?|\d{1,2}([.,]\d{1,6})?) ?%?$/,
      mustBe("a percentage from 0 to 100, such as 95 or 99.5"),
    ),
    v.transform((text) => Number(text.replace(",", ".").replace(/ ?%$/, ""))),
  )

/** Transforms a value. The message of an InvalidAudience or an InvalidParameter becomes the issue. */
export const transformWith = <Value, Input = string>(transform: (input: Input) => Value) =>
  v.rawTransform<Input, Value>(({ dataset, addIssue, NEVER }) => {
    try {
      return transform(dataset.value)
    } catch (error) {
      if (!(error instanceof InvalidAudience || error instanceof InvalidParameter)) throw error
      addIssue({ message: error.message })
      return NEVER
    }
  })

export const idOf = (
  parameter: "group" | "snapshot",
  listOf: (catalog: CatalogIndex) => object,
  description: string,
  example: string,
) =>
  v.pipe(
    idText,
    docs(description, example),
    transformWith((id) => {
      const known = listOf(loadCatalog())
      if (Object.hasOwn(known, id)) return id
      const ids = Object.keys(known)
      const suggestions = suggestIds(id, ids)
      const examples = (suggestions.length > 0 ? suggestions : ids.slice(0, 3)).join(", ")
      throw new InvalidParameter(
        parameter,
        `“${id}” is not a ${parameter} of web-features. Use an id such as ${examples}.`,
      )
    }),
  )

/** The parameters that choose an audience and a target, for every page and endpoint with figures. */
export const audienceEntries = {
  audience: v.optional(
    v.pipe(
      shortText,
      docs(
        "The audience of the figures: `world` (the default), a region code or name, or the slug of a saved audience.",
        "DE",
      ),
      transformWith((id) => audienceId(id, loadCatalog())),
    ),
  ),
  browsers: v.optional(
    v.pipe(
      text(maxQueryLength),
      docs(
        "A browserslist query that narrows the audience. The shares are then fractions of the remaining visits. `baseline` queries include browsers that are built on Chromium.",
        "last 2 versions",
      ),
      transformWith((text) => {
        const query = parseBrowserslistText(text)
        selectVersions(query)
        return query
      }),
    ),
  ),
  of: v.optional(
    v.pipe(
      oneOf(["known", "all"]),
      docs(
        "The basis of all shares: `known` (the default) for identified visits, `all` for all visits.",
        "all",
      ),
    ),
  ),
  target: v.optional(
    percentage("The share of visits that the team wants to reach, in percent. Default: 95.", "98"),
  ),
}

/** The audience to compare with. The other parameters of the audience apply to both. */
export const comparedAudience = v.optional(
  v.pipe(
    shortText,
    docs(
      "Another audience to compare with: `world`, a region code or name, or the slug of a saved audience.",
      "world",
    ),
    transformWith((id) => audienceId(id, loadCatalog(), "vs")),
  ),
)

/** Accepts every valid slug, because only `resolveAudience` reads saved audiences. @throws InvalidParameter */
function audienceId(text: string, catalog: CatalogIndex, parameter: "audience" | "vs" = "audience"): string {
  const region = findRegion(text, catalog)
  if (region !== undefined || isSlug(text)) return region ?? text
  throw new InvalidParameter(parameter, unknownAudienceMessage(text))
}

import * as v from "valibot"
import { maxQueryLength, selectVersions } from "../audience/browserslist"
import { InvalidAudience } from "../audience/invalid-audience"
import { findRegion } from "../audience/regions"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { isSlug } from "../storage/slug"
import { unknownAudienceMessage } from "./region-suggestions"
import { invalidParameter, ResourceError } from "./resource-error"
import { suggestIds } from "./suggestions"

export const text = (longest: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(longest, ({ input }) => `Has ${input.length} characters; ${longest} are taken at most.`),
  )

/** What a parameter means, and a value of it, for OpenAPI. Before any transformation, which hides it from the schema. */
export const docs = <Input>(description: string, example: string) =>
  v.metadata<Input, { description: string; example: string }>({ description, example })

export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  v.picklist(words, `Takes ${words.slice(0, -1).join(", ")} or ${words.at(-1)}.`)

export const shortText = text(100)

export const idText = v.pipe(text(100), v.toLowerCase())

export const wholeNumber = (description: string, example: string) =>
  v.pipe(
    v.string(),
    docs(description, example),
    v.trim(),
    v.regex(/^[1-9]\d{0,14}$/, "Takes a whole number from 1, such as 2."),
    v.transform(Number),
  )

/** A percentage, decimals allowed: 0 to 100. */
export const percentage = (description: string, example: string) =>
  v.pipe(
    v.string(),
    docs(description, example),
    v.trim(),
    v.regex(/^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?)$/, "Takes a number from 0 to 100, such as 95 or 99.5."),
    v.transform(Number),
  )

/** What `reader` makes of an input; where it throws an error that is meant for the visitor, that is the message. */
export const transformWith = <Value, Input = string>(reader: (input: Input) => Value) =>
  v.rawTransform<Input, Value>(({ dataset, addIssue, NEVER }) => {
    try {
      return reader(dataset.value)
    } catch (error) {
      if (!(error instanceof InvalidAudience || error instanceof ResourceError)) throw error
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
      const nearest = suggestIds(id, ids)
      const examples = (nearest.length > 0 ? nearest : ids.slice(0, 3)).join(", ")
      throw invalidParameter(
        parameter,
        `“${id}” is no ${parameter} of web-features. Takes one of its ids, such as ${examples}.`,
      )
    }),
  )

/** The parameters that choose an audience, on every page and endpoint that shows figures. */
export const audienceEntries = {
  audience: v.optional(
    v.pipe(
      shortText,
      docs(
        "Whose visits the figures are about: `world` (the default), a region's code or name, or the slug of a saved audience.",
        "DE",
      ),
      transformWith((id) => audienceId(id, loadCatalog())),
    ),
  ),
  browsers: v.optional(
    v.pipe(
      text(maxQueryLength),
      docs(
        "A browserslist query. It narrows the audience, and the rest is scaled back to 1.",
        "last 2 versions",
      ),
      transformWith((query) => {
        selectVersions(query)
        return query
      }),
    ),
  ),
  of: v.optional(
    v.pipe(
      oneOf(["all", "known"]),
      docs("`known` leaves out the visits with unknown browsers and scales the rest to 1.", "known"),
    ),
  ),
}

/**
 * The id that a visitor's text means: a region's, or what could be the slug of a saved audience. Whether there is one
 * is asked when it is needed.
 * @throws ResourceError where it is neither
 */
function audienceId(text: string, catalog: CatalogIndex): string {
  const region = findRegion(text, catalog)
  if (region !== undefined || isSlug(text)) return region ?? text
  throw invalidParameter("audience", unknownAudienceMessage(text))
}

import * as v from "valibot"
import { newestVersionAlias, parseCaniuseVersion } from "#audience/browser-version"
import { unmappedBrowsers } from "#audience/unmapped-browsers"
import { maxVersions, visitsOfUsage } from "#audience/usage"
import { browserIds, toBrowserId } from "#catalog/browsers"
import type { Usage } from "#catalog/catalog"
import { loadCatalog } from "#catalog/load"
import { InvalidParameter } from "#resources/invalid-parameter"
import { transformWith } from "#resources/resource-parameters"
import { suggestIds } from "#search/suggestions"
import { audienceName } from "#storage/saved-name"

/**
 * The maximum size of a body. The limit is above the size of the largest valid body, so that a body with slightly too
 * many versions gets the error that names the maximum number of versions.
 */
export const maxBodyBytes = 2_000_000

const maxVersionLength = 20

const maxVisits = 1e15

const keyMessage = ({ expected }: { expected: string | null }) =>
  expected === "never"
    ? "Is not a valid field. Valid fields: name, listed, browsers, unknown, lowerBounds."
    : "Is missing."

const visits = v.pipe(
  v.number("Must be a number of visits, 0 or more."),
  v.minValue(0, "Must be a number of visits, 0 or more."),
  v.maxValue(maxVisits, `Must be at most ${maxVisits} visits.`),
)

const listed = v.pipe(
  v.boolean("Must be true or false."),
  v.description("Whether the audience is in the public list."),
)

const unknown = v.pipe(visits, v.description("Visits with unidentified browsers, on the same scale."))

const lowerBounds = v.pipe(
  visits,
  v.description("The visits in `browsers` whose real version can be newer, on the same scale."),
)

const lowerBoundsMessage = "Must be at most the number of visits in the field browsers."

const browsers = v.pipe(
  v.custom<object>(
    isObject,
    "Must be an object of browsers. Each browser is an object of versions with their visits.",
  ),
  v.metadata({
    type: "object",
    description:
      "Visits by browser and version, on any scale. Browser ids are those of web-features or caniuse. Browsers without data, such as `ie`, count as unknown.",
    additionalProperties: {
      type: "object",
      additionalProperties: { type: "number", minimum: 0, maximum: maxVisits },
    },
  }),
  transformWith(readUsage),
)

/** The JSON body of `POST /api/audiences`. */
export const AudienceBody = v.pipe(
  v.strictObject(
    {
      name: audienceName,
      listed: v.optional(listed, false),
      browsers,
      unknown: v.optional(unknown, 0),
      lowerBounds: v.optional(lowerBounds, 0),
    },
    keyMessage,
  ),
  v.forward(
    v.check(
      ({ browsers: usage, unknown: rest }) => visitsOfUsage(usage) + rest > 0,
      "Contains no visits: all numbers are 0.",
    ),
    ["browsers"],
  ),
  v.forward(
    v.check(({ browsers: usage, lowerBounds: some }) => some <= visitsOfUsage(usage), lowerBoundsMessage),
    ["lowerBounds"],
  ),
)

/** The JSON body of `PUT /api/audiences/{slug}`. Absent fields keep their values. `unknown` and `lowerBounds` require `browsers`. */
export const AudienceChange = v.pipe(
  v.strictObject(
    {
      name: v.optional(audienceName),
      listed: v.optional(listed),
      browsers: v.optional(browsers),
      unknown: v.optional(unknown),
      lowerBounds: v.optional(lowerBounds),
    },
    keyMessage,
  ),
  v.forward(
    v.check(
      ({ browsers: usage, unknown: rest = 0 }) => usage === undefined || visitsOfUsage(usage) + rest > 0,
      "Contains no visits: all numbers are 0.",
    ),
    ["browsers"],
  ),
  v.forward(
    v.check(
      ({ browsers: usage, unknown: rest }) => rest === undefined || usage !== undefined,
      "Requires the field browsers.",
    ),
    ["unknown"],
  ),
  v.forward(
    v.check(
      ({ browsers: usage, lowerBounds: some = 0 }) => some <= (usage ? visitsOfUsage(usage) : 0),
      lowerBoundsMessage,
    ),
    ["lowerBounds"],
  ),
)

const url = v.pipe(v.string(), v.metadata({ format: "uri-reference" }))

export const CreateAudienceResponse = v.object({ slug: v.string(), url, editKey: v.string() })
export type CreateAudienceResponse = v.InferOutput<typeof CreateAudienceResponse>

export const ChangeAudienceResponse = v.object({
  slug: v.string(),
  url,
  revision: v.pipe(v.number(), v.integer()),
})
export type ChangeAudienceResponse = v.InferOutput<typeof ChangeAudienceResponse>

/** Validates visits by browser and version. @throws InvalidParameter for the first invalid entry */
function readUsage(value: object): Usage {
  let entries = 0
  const read = ([id, versions]: [string, unknown]) => {
    requireBrowser(id)
    if (!isObject(versions)) throw invalid(`“${id}” must be an object of versions with their visits.`)
    for (const [version, count] of Object.entries(versions)) {
      if (version.length < 1 || version.length > maxVersionLength) {
        throw invalid(
          `“${id}” has a version with ${version.length} characters. Versions have 1 to ${maxVersionLength}.`,
        )
      }
      if (!isValidVersion(id, version)) {
        throw invalid(`“${version}” is not a version of “${id}”. Versions look like 120 or 17.2.`)
      }
      if (!v.is(visits, count)) {
        throw invalid(`“${id}” ${version} must have a number of visits from 0 to ${maxVisits}.`)
      }
      if (++entries > maxVersions)
        throw invalid(
          `Has more than ${maxVersions.toLocaleString("en")} browser versions. Leave out the rarest and add their visits to “unknown”.`,
        )
    }
    return [id, versions as Record<string, number>] as const
  }
  return Object.fromEntries(Object.entries(value).map(read))
}

/** A browser without support data may have any version, because its visits count as unknown. */
function isValidVersion(id: string, version: string): boolean {
  const browser = toBrowserId(id)
  return (
    browser === undefined ||
    version === newestVersionAlias ||
    parseCaniuseVersion(browser, version) !== undefined
  )
}

/** Accepts the browser ids of web-features and caniuse, also of browsers without support data, such as `ie`. */
function requireBrowser(id: string): void {
  const { world } = loadCatalog()
  const listed = new Set([...unmappedBrowsers.keys(), ...Object.keys(world)])
  if (toBrowserId(id) !== undefined || listed.has(id)) return
  const [suggestion] = suggestIds(id, [...new Set([...browserIds, ...listed])])
  const advice =
    suggestion === undefined
      ? "Valid ids include chrome, safari_ios and and_chr."
      : `Did you mean ${suggestion}?`
  throw invalid(`“${id.slice(0, 40)}” is not a browser of web-features or caniuse. ${advice}`)
}

const invalid = (message: string) => new InvalidParameter("browsers", message)

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

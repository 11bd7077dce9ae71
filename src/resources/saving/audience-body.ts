import * as v from "valibot"
import { newestVersionAlias, parseCaniuseVersion } from "../../audience/browser-version"
import { unmappedBrowsers } from "../../audience/unmapped-browsers"
import { maxVersions, visitsOfUsage } from "../../audience/usage"
import { browserIds, toBrowserId } from "../../catalog/browsers"
import type { Usage } from "../../catalog/catalog"
import { loadCatalog } from "../../catalog/load"
import { audienceName } from "../../storage/audience-name"
import { transformWith } from "../parameters"
import { invalidParameter } from "../resource-error"
import { suggestIds } from "../suggestions"

/** The largest JSON of one, in bytes: more than so many entries take, so that too many are told so. */
export const maxBodyBytes = 2_000_000

const longestVersion = 20

/** Above the visits of any site; sums of so many stay exact enough. */
const mostVisits = 1e15

/** What a key that is not known says, and one that is missing. */
const wrongKey = ({ expected }: { expected: string | null }) =>
  expected === "never" ? "Is not taken: name, listed, browsers and unknown are." : "Is missing."

const visits = v.pipe(
  v.number("Takes a number of visits from 0."),
  v.minValue(0, "Takes a number of visits from 0."),
  v.maxValue(mostVisits, `Takes at most ${mostVisits} visits.`),
)

const listed = v.pipe(
  v.boolean("Takes true or false."),
  v.description("Whether everybody finds it in the list of audiences."),
)

const unknown = v.pipe(visits, v.description("Visits with browsers that have no id, on the same scale."))

const browsers = v.pipe(
  v.custom<object>(isObject, "Takes an object: browser, then version, then visits."),
  v.metadata({
    type: "object",
    description:
      "Visits by browser and version, on any scale. Browsers by the ids of web-features or caniuse; those that nobody maps, such as ie, count as unknown.",
    additionalProperties: {
      type: "object",
      additionalProperties: { type: "number", minimum: 0, maximum: mostVisits },
    },
  }),
  transformWith(readUsage),
)

/** What `POST /api/audiences` takes as JSON. */
export const AudienceBody = v.pipe(
  v.strictObject(
    {
      name: audienceName,
      listed: v.optional(listed, false),
      browsers,
      unknown: v.optional(unknown, 0),
    },
    wrongKey,
  ),
  v.forward(
    v.check(({ browsers: usage, unknown: rest }) => visitsOfUsage(usage) + rest > 0, "Has no visits at all."),
    ["browsers"],
  ),
)

/** What `PUT /api/audiences/{slug}` takes: what is left out stays as it is. `unknown` belongs to `browsers`. */
export const AudienceChange = v.pipe(
  v.strictObject(
    {
      name: v.optional(audienceName),
      listed: v.optional(listed),
      browsers: v.optional(browsers),
      unknown: v.optional(unknown),
    },
    wrongKey,
  ),
  v.forward(
    v.check(
      ({ browsers: usage, unknown: rest = 0 }) => usage === undefined || visitsOfUsage(usage) + rest > 0,
      "Has no visits at all.",
    ),
    ["browsers"],
  ),
  v.forward(
    v.check(
      ({ browsers: usage, unknown: rest }) => rest === undefined || usage !== undefined,
      "Is taken together with browsers alone.",
    ),
    ["unknown"],
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

/** @throws ResourceError that says what is wrong with the first part that is */
function readUsage(value: object): Usage {
  let entries = 0
  const read = ([id, versions]: [string, unknown]) => {
    requireBrowser(id)
    if (!isObject(versions)) throw wrong(`“${id}” takes an object: version, then visits.`)
    for (const [version, count] of Object.entries(versions)) {
      if (version.length < 1 || version.length > longestVersion) {
        throw wrong(`“${id}” has a version of ${version.length} characters; it takes 1 to ${longestVersion}.`)
      }
      if (!isTaken(id, version)) {
        throw wrong(`“${id}” has the version “${version}”; it takes one such as 120 or 17.2.`)
      }
      if (!v.is(visits, count)) {
        throw wrong(`“${id}” ${version} takes a number of visits from 0 to ${mostVisits}.`)
      }
      if (++entries > maxVersions)
        throw wrong(
          `Has more than ${maxVersions.toLocaleString("en")} versions of browsers: leave out the rarest and add their visits to “unknown”.`,
        )
    }
    return [id, versions as Record<string, number>] as const
  }
  return Object.fromEntries(Object.entries(value).map(read))
}

/** A version that nobody could tell from an unknown one is a mistake; a browser that nobody maps is unknown at any. */
function isTaken(id: string, version: string): boolean {
  const browser = toBrowserId(id)
  return (
    browser === undefined ||
    version === newestVersionAlias ||
    parseCaniuseVersion(browser, version) !== undefined
  )
}

/** Browsers that caniuse lists and nobody maps, such as `ie`, count as unknown; a name of neither list is a mistake. */
function requireBrowser(id: string): void {
  const { world } = loadCatalog()
  const listed = new Set([...unmappedBrowsers, ...Object.keys(world)])
  if (toBrowserId(id) !== undefined || listed.has(id)) return
  const [nearest] = suggestIds(id, [...new Set([...browserIds, ...listed])])
  const meant =
    nearest === undefined ? "Such are chrome, safari_ios and and_chr." : `Did you mean ${nearest}?`
  throw wrong(`“${id.slice(0, 40)}” is no browser of web-features or caniuse. ${meant}`)
}

const wrong = (message: string) => invalidParameter("browsers", message)

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

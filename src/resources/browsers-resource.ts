import * as v from "valibot"
import { resolveAudience } from "#audience/resolve-audience"
import { loadCatalog, newestRelease } from "#catalog/load"
import { figuresOf } from "#reach/audience-figures"
import { roundShare } from "#reach/round"
import { defineResource } from "./resource"
import { audienceEntries } from "./resource-parameters"
import { AudienceSummary, date, share, summarizeAudience } from "./response-schemas"
import { routes } from "./routes"

export const BrowsersQuery = v.object(audienceEntries)

export const BrowsersResponse = v.strictObject({
  audience: AudienceSummary,
  items: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      share,
      newest: v.nullable(v.strictObject({ version: v.string(), date })),
    }),
  ),
})
export type BrowsersResponse = v.InferOutput<typeof BrowsersResponse>

export const browsers = defineResource({
  path: routes.browsers,
  summary: "All browsers with their shares",
  parameters: BrowsersQuery,
  response: BrowsersResponse,
  example: {},
  async resolve(choice) {
    const audience = await resolveAudience(choice)
    const { share } = figuresOf(audience)
    return {
      audience: summarizeAudience(audience),
      items: loadCatalog().browsers.map((browser) => {
        const newest = newestRelease(browser)
        return {
          id: browser.id,
          name: browser.name,
          share: roundShare(share.get(browser.id) ?? 0),
          newest: newest ? { version: newest.version, date: newest.date } : null,
        }
      }),
    }
  },
})

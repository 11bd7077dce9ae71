import * as v from "valibot"
import { loadCatalog, newestRelease } from "../catalog/load"
import { figuresOf } from "./audience-figures"
import { figure, summarize } from "./figures"
import { audienceEntries } from "./parameters"
import { defineResource, type ResultOf } from "./resource"
import { routes } from "./routes"

export const BrowsersQuery = v.object(audienceEntries)

/** Every browser that is known here, with its share of an audience and its newest version. */
export const browsers = defineResource({
  path: routes.browsers,
  parameters: BrowsersQuery,
  async resolve(choice) {
    const { audience, share } = await figuresOf(choice)
    return {
      audience: summarize(audience),
      items: loadCatalog().browsers.map((browser) => {
        const newest = newestRelease(browser)
        return {
          id: browser.id,
          name: browser.name,
          share: figure(share.get(browser.id) ?? 0),
          newest: newest ? { version: newest.version, date: newest.date } : null,
        }
      }),
    }
  },
})

export type BrowsersAnswer = ResultOf<typeof browsers>

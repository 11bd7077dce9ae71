import { withPrefix } from "gatsby"
import type { Ask } from "gatsby-plugin-rtk-query"
import { madeAt } from "gatsby-plugin-rtk-query"
import { createTab } from "gatsby-plugin-rtk-query/browser"
import { api, type QueryError, type Question } from "./src/queries"

const ask: Ask<Question, QueryError> = async ({ read, parameters = {} }, { signal }) => {
  try {
    const search = new URLSearchParams(parameters)
    // The browser's own cache may have a response that is older than the page.
    const response = await fetch(withPrefix(`/api/${read}?${search}`), { cache: "no-cache", signal })
    const body = await response.json()
    return response.ok ? { data: body, meta: madeAt(response) } : { error: body }
  } catch (thrown) {
    return { error: { status: 0, detail: "The server does not answer. Try again." }, meta: { thrown } }
  }
}

const queries = createTab({ api, ask, isPage: (pathname) => !pathname.startsWith(withPrefix("/api/")) })

export const onClientEntry = queries.onClientEntry
export const wrapRootElement = queries.wrapRootElement
export const disableCorePrefetching = queries.disableCorePrefetching

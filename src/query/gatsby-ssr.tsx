import { createGatsbySsr } from "gatsby-plugin-rtk-query/ssr"
import { api } from "./api"
import { logFailure, resolveResource } from "./resolve-resource"

export const { replaceRenderer, wrapRootElement, wrapPageElement } = createGatsbySsr({
  apis: [api],
  baseQueries: {
    api: () => async (request, context, options) => {
      // This import runs only when a query runs, because Gatsby loads this file when the server starts. If an import at
      // that time loads a module such as "node:fs", Gatsby refuses the page engine.
      const { resources } = await import("#resources")
      return resolveResource(resources)(request, context, options)
    },
  },
  onError: logFailure,
})

import { createGatsbySsr } from "gatsby-plugin-rtk-query/ssr"
import { api } from "./api"
import { logFailure, resolveResource } from "./resolve-resource"

export const { replaceRenderer, wrapRootElement, wrapPageElement } = createGatsbySsr({
  apis: [api],
  baseQueries: {
    api: () => async (request, context, options) => {
      // Do not import this at the top of the file. Gatsby loads this file when the server starts, and rejects a
      // rendering engine that imports a module such as "node:fs" then. This import runs only when a query runs.
      const { resources } = await import("#resources")
      return resolveResource(resources)(request, context, options)
    },
  },
  onError: logFailure,
})

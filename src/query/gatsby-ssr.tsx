import { createServerRenderer } from "gatsby-plugin-rtk-query/ssr"
import { api } from "./api"
import { logFailure, resolveResource } from "./resolve-resource"

export const { replaceRenderer, wrapRootElement, wrapPageElement } = createServerRenderer({
  api,
  // Loaded when a page forgot a prefetch, and at a build: Gatsby loads this file at the server's start, and refuses
  // a rendering engine that asks for a module such as "node:fs" there.
  ask: async (request, context) =>
    resolveResource((await import("../resources")).resources)(request, context),
  onFailure: logFailure,
})

import { resources } from "../resources"
import { api } from "./api"
import { logFailure, resolveResource } from "./resolve-resource"
import { createServerRenderer } from "./ssr/gatsby-server"

export const { replaceRenderer, wrapRootElement, wrapPageElement } = createServerRenderer({
  api,
  ask: resolveResource(resources),
  onFailure: logFailure,
})

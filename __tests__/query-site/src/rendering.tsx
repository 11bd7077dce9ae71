import { createServerRenderer } from "../../../src/query/ssr/gatsby-server"
import { api } from "./api"
import { ask } from "./server-data"

export const { replaceRenderer, wrapPageElement, wrapRootElement } = createServerRenderer({
  api,
  ask,
  onRendered: ({ pathname, passes }) => console.info(`rendered ${pathname} in ${passes}.`),
})

import { resolve } from "node:path"
import type { GatsbyNode } from "gatsby"

export const createPages: GatsbyNode["createPages"] = ({ actions }) => {
  actions.createPage({
    path: "/deferred",
    component: resolve("src/templates/deferred.tsx"),
    context: { wanted: "Not ours" },
    defer: true,
  })
  actions.createRedirect({ fromPath: "/old", toPath: "/plain", isPermanent: true })
  actions.createRedirect({ fromPath: "/moved/:name", toPath: "/files/:name", statusCode: 307 })
  actions.createRedirect({ fromPath: "/far/*", toPath: "https://example.com/:splat", statusCode: 302 })
  actions.createRedirect({ fromPath: "/under/another/name", toPath: "/plain", statusCode: 200 })
}

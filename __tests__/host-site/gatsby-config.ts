import type { GatsbyConfig } from "gatsby"
import { nodeHost } from "../../src/server/adapter"

const config: GatsbyConfig = {
  siteMetadata: { title: "Not ours" },
  pathPrefix: "/blog",
  trailingSlash: "always",
  adapter: nodeHost({ source: "../../src/server" }),
  headers: [{ source: "/plain/", headers: [{ key: "x-plain", value: "yes" }] }],
  plugins: ["gatsby-plugin-typescript"],
}

export default config

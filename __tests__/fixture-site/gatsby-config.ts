import type { GatsbyConfig } from "gatsby"
import { nodeHost } from "../../src/server/adapter"

const config: GatsbyConfig = {
  siteMetadata: { title: "Not ours" },
  // A prefix is the harder case: whatever works below one works without.
  pathPrefix: "/blog",
  trailingSlash: "never",
  adapter: nodeHost({ source: "../../src/server" }),
  headers: [{ source: "/plain", headers: [{ key: "x-plain", value: "yes" }] }],
  plugins: ["gatsby-plugin-typescript"],
}

export default config

import type { GatsbyConfig } from "gatsby"
import nodeAdapter from "gatsby-adapter-node"

const config: GatsbyConfig = {
  siteMetadata: { title: "Not ours" },
  // A prefix is the harder case: whatever works below one works without.
  pathPrefix: "/blog",
  trailingSlash: "never",
  adapter: nodeAdapter(),
  headers: [{ source: "/plain", headers: [{ key: "x-plain", value: "yes" }] }],
  plugins: ["gatsby-plugin-typescript"],
}

export default config

import type { GatsbyConfig } from "gatsby"
import { nodeHost } from "../../src/server/adapter"

const config: GatsbyConfig = {
  trailingSlash: "never",
  adapter: nodeHost({ source: "../../src/server" }),
  plugins: ["gatsby-plugin-typescript"],
}

export default config

import type { GatsbyConfig } from "gatsby"
import nodeAdapter from "gatsby-adapter-node"

const config: GatsbyConfig = {
  adapter: nodeAdapter(),
  plugins: ["gatsby-plugin-server-data"],
}

export default config

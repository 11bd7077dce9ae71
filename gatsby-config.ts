import type { GatsbyConfig } from "gatsby"

const config: GatsbyConfig = {
  siteMetadata: {
    title: "Reachline",
    description: "Which web-platform features reach your own visitors, and whom you lose by using one.",
  },
  trailingSlash: "never",
  plugins: ["gatsby-plugin-typescript"],
}

export default config

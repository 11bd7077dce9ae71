import type { GatsbyConfig } from "gatsby"

const config: GatsbyConfig = { trailingSlash: "never", plugins: ["gatsby-plugin-typescript"] }

export default config

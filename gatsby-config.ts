import type { GatsbyConfig } from "gatsby"
import nodeAdapter from "gatsby-adapter-node"
import { fileSecurityHeaders } from "gatsby-plugin-server-data/security-headers"
import { themeScript } from "./src/components/layout/theme-script"

const config: GatsbyConfig = {
  siteMetadata: {
    title: "Reachline",
    description: "Which web-platform features reach your own visitors, and whom you lose by using one.",
  },
  trailingSlash: "never",
  headers: fileSecurityHeaders(),
  adapter: nodeAdapter(),
  plugins: [
    "gatsby-plugin-typescript",
    {
      resolve: "gatsby-plugin-server-data",
      options: {
        errorPage: "./src/app/site-error-page",
        contentSecurityPolicy: { scripts: [themeScript] },
        functionsOnce: true,
      },
    },
  ],
}

export default config

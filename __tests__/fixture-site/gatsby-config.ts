import type { GatsbyConfig } from "gatsby"
import nodeAdapter from "gatsby-adapter-node"
import { inlineScripts } from "./src/inline-scripts"

const config: GatsbyConfig = {
  siteMetadata: { title: "Not ours" },
  // Tests use a path prefix, because a site that works with a prefix also works without one.
  pathPrefix: "/blog",
  trailingSlash: "never",
  adapter: nodeAdapter(),
  headers: [{ source: "/plain", headers: [{ key: "x-plain", value: "yes" }] }],
  plugins: [
    "gatsby-plugin-typescript",
    {
      resolve: "gatsby-plugin-server-data",
      options: {
        errorPage: "./src/components/error-page",
        contentSecurityPolicy: { scripts: Object.values(inlineScripts) },
      },
    },
  ],
}

export default config

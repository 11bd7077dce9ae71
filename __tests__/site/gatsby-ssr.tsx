import type { GatsbySSR } from "gatsby"
import { drawOutcomes } from "../../src/server-data/client"
import { escapePageData } from "../../src/server-data/gatsby-ssr"
import { OutcomePage } from "./src/components/outcome-page"

export const wrapPageElement = drawOutcomes(OutcomePage)

/** The suite switches the escaping off to see that it is needed; read at run time, not replaced at build time. */
export const onPreRenderHTML: GatsbySSR["onPreRenderHTML"] = (args) => {
  if (globalThis.process.env.FIXTURE_ESCAPING !== "off") escapePageData(args)
}

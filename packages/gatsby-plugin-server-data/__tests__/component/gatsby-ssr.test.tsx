import React, { type ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { escapePageData } from "../../src/gatsby-ssr"

const script = (text: string) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: as Gatsby writes it
  <script key="script-loader" id="gatsby-script-loader" dangerouslySetInnerHTML={{ __html: text }} />
)

function rendered(components: ReactNode[], pathPrefix?: string): string {
  let result = components
  escapePageData({
    getPostBodyComponents: () => components,
    replacePostBodyComponents: (replaced) => {
      result = replaced as ReactNode[]
    },
    pathPrefix,
  })
  return renderToStaticMarkup(result)
}

test("the path prefix is an attribute of the data block", () => {
  expect(rendered([script('/*<![CDATA[*/window.pagePath="/x";/*]]>*/')], "/blog")).toContain(
    'data-path-prefix="/blog"',
  )
})

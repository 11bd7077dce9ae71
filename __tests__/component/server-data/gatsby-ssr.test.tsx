import React, { type ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { escapePageData } from "../../../src/server-data/gatsby-ssr"

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
  return renderToStaticMarkup(<>{result}</>)
}

test("Gatsby's inline page data becomes a data block and one script that is the same for all", () => {
  const of = (q: string) =>
    rendered([
      <i key="1">before</i>,
      script(`/*<![CDATA[*/window.pagePath="/x";window.pageData={"q":"${q}"};/*]]>*/`),
      "after",
    ])
  const [one = "", other = ""] = [of("</script><script>alert(1)</script>"), of("x")]
  expect(one).toContain('{"pageData":{"q":"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>"}}')
  expect(one.match(/<script/g)).toHaveLength(2)
  expect(one).toMatch(/^<i>before<\/i>.*after$/s)
  const constant = (html: string) => /<script id="gatsby-script-loader">([\s\S]*?)<\/script>/.exec(html)?.[1]
  expect(constant(one)).toBe(constant(other))
})

test("the path prefix travels as data", () => {
  expect(rendered([script('/*<![CDATA[*/window.pagePath="/x";/*]]>*/')], "/blog")).toContain(
    'data-path-prefix="/blog"',
  )
})

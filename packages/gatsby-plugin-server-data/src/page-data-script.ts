/** The elements that carry a page's data in its HTML. */
export const dataBlockId = "gatsby-page-data"
export const loaderId = "gatsby-script-loader"

/**
 * Sets what Gatsby's browser runtime starts from. It is the same in every page of every site, so that a
 * Content-Security-Policy can allow it by its hash; whatever differs is data in the block beside it.
 *
 * A server-rendered page takes its path from the address bar: a cached answer may have been rendered for another
 * visitor's query, and Gatsby would navigate to the path that stands in the data.
 */
export const loaderScript = `(function () {
  var block = document.getElementById("${dataBlockId}")
  var page = JSON.parse(block.textContent)
  var path = location.pathname
  var prefix = block.getAttribute("data-path-prefix")
  if (prefix && (path === prefix || path.indexOf(prefix + "/") === 0)) path = path.slice(prefix.length) || "/"
  window.pagePath = page.pagePath || path + location.search
  if (page.pageData) {
    page.pageData.path = window.pagePath
    window.pageData = page.pageData
  }
})()`

// What Gatsby's static-entry.js writes; where an update of Gatsby changes it, the build has to fail, not the escaping.
const inlined =
  /^\/\*<!\[CDATA\[\*\/window\.pagePath=("(?:[^"\\]|\\.)*");(?:window\.___webpackCompilationHash="[^"]*";)?(?:window\.pageData=([\s\S]*);)?\/\*\]\]>\*\/$/

/**
 * The text of the data block for the script that Gatsby would have inlined.
 * @throws Error where Gatsby's script is not as known
 */
export function dataBlock(gatsbyScript: string): string {
  const parts = inlined.exec(gatsbyScript)
  if (!parts) {
    throw new Error(
      "server-data: Gatsby's script loader has changed its form; page-data-script.ts has to follow it.",
    )
  }
  const [, pagePath = '""', pageData] = parts
  const json = pageData ? `{"pageData":${pageData}}` : `{"pagePath":${withoutQuery(pagePath)}}`
  // "<" stands in JSON inside strings only, and the HTML parser ends a script at nothing without it.
  return json.replaceAll("<", "\\u003c")
}

const withoutQuery = (pagePath: string) => JSON.stringify((JSON.parse(pagePath) as string).split("?")[0])

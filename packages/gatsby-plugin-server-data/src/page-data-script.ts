/** The two elements that contain a page's data in its HTML: a block of JSON, and the script that reads it. */
export const dataBlockId = "gatsby-page-data"
export const loaderId = "gatsby-script-loader"

/**
 * Sets the globals from which Gatsby's browser runtime starts. The script is always the same, so that a
 * Content-Security-Policy can allow the script by its hash.
 *
 * The script sets `pagePath` of a server-rendered page to the path in the address bar, not to the path in the data. The
 * reason: if `pagePath` differs from the address, Gatsby navigates to `pagePath`. A cached response may have been
 * rendered for the query of another visitor. `pageData.path` is decoded, because Gatsby encodes it again.
 */
export const loaderScript = `(function () {
  var block = document.getElementById("${dataBlockId}")
  var page = JSON.parse(block.textContent)
  var path = location.pathname
  var prefix = block.getAttribute("data-path-prefix")
  if (prefix && (path === prefix || path.indexOf(prefix + "/") === 0)) path = path.slice(prefix.length) || "/"
  window.pagePath = page.pagePath || path + location.search
  if (page.pageData) {
    page.pageData.path = decodeURI(path.replace(/%25/g, "%2525")) + location.search
    window.pageData = page.pageData
  }
})()`

// The start of the script that Gatsby's static-entry.js writes. If a Gatsby update changes the script, the build must
// fail. Otherwise HTML would contain page data without escaping.
const gatsbyScriptPattern =
  /^\/\*<!\[CDATA\[\*\/window\.pagePath=("(?:[^"\\]|\\.)*");(?:window\.___webpackCompilationHash="[^"]*";)?(?:window\.pageData=([\s\S]*);)?\/\*\]\]>\*\/$/

/**
 * Converts the script that Gatsby would have inlined to the text of the data block.
 * @throws Error if Gatsby's script has an unknown form
 */
export function dataBlock(gatsbyScript: string): string {
  const parts = gatsbyScriptPattern.exec(gatsbyScript)
  if (!parts) {
    throw new Error(
      "gatsby-plugin-server-data does not know this version of Gatsby: its script loader has another form. Update the plugin, or use an earlier Gatsby.",
    )
  }
  const [, pagePath = '""', pageData] = parts
  const json = pageData ? `{"pageData":${pageData}}` : `{"pagePath":${withoutQuery(pagePath)}}`
  // The HTML parser ends a script only at a "<". In JSON, "<" occurs only in strings, where it can be escaped.
  return json.replaceAll("<", "\\u003c")
}

const withoutQuery = (pagePath: string) => JSON.stringify((JSON.parse(pagePath) as string).split("?")[0])

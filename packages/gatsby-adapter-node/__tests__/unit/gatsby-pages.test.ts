import { type GatsbyPage, hasPageQueries, imageComponents, pageWarnings } from "../../src/gatsby-pages"

const page = (path: string, mode: string, query?: string): GatsbyPage => ({
  path,
  mode,
  query,
  componentChunkName: `component${path}`,
})

test("a query counts only if the page is rendered while the site is served", () => {
  expect(hasPageQueries([page("/a", "SSG", "{ site }"), page("/b", "SSR")])).toBe(false)
  expect(hasPageQueries([page("/a", "DSG", "{ site }")])).toBe(true)
})

test.each(["gatsbyImage(width: 1)", "gatsbyImageData", "resize(width: 1) { src }", "publicUrl"])(
  "names SSR and DSG pages that query an image by %s",
  (field) => {
    const query = `{ picture { ${field} } }`
    const pages = [
      page("/a", "SSR", query),
      page("/b", "DSG", query),
      page("/c", "SSG", query),
      page("/d", "SSR"),
    ]
    expect(imageComponents(pages)).toEqual(["component/a", "component/b"])
    expect(pageWarnings(pages)).toEqual([
      expect.stringMatching(/^SSR and DSG pages query images: \/a, \/b\. /),
    ])
  },
)

test("a field whose name only contains that of an image field is not an image", () =>
  expect(imageComponents([page("/a", "SSR", "{ file { publicURL resizeMode } }")])).toEqual([]))

test("names at most three pages that no request finds", () => {
  const paths = ["/d%27or", "/100%", "/what?", "/%2F"]
  expect(pageWarnings(paths.map((path) => page(path, "SSG")))).toEqual([
    expect.stringMatching(/^No request finds these pages: \/d%27or, \/100%, \/what\?, …\. /),
  ])
  expect(
    pageWarnings(["/wörter", "/a b", "/d'or", "/[slug]", "/a+b"].map((path) => page(path, "SSR"))),
  ).toEqual([])
})

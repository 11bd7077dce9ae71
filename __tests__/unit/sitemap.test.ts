import { readSiteUrl } from "#app/site-url"
import { robotsOf, sitemapOf } from "#app/sitemap"

test("reads SITE_URL as an origin, by default the one of npm start", () => {
  expect(readSiteUrl()).toBe("http://localhost:9000")
  expect(readSiteUrl("")).toBe("http://localhost:9000")
  expect(readSiteUrl("https://reachline.example/")).toBe("https://reachline.example")
})

test.each(["reachline.example", "ftp://x", "https://x/y", "https://x/?a", "javascript:alert(1)"])(
  "refuses SITE_URL=%s with an example of a valid value",
  (text) => {
    expect(() => readSiteUrl(text)).toThrow(/SITE_URL must be an origin such as https:/)
  },
)

test("a sitemap contains escaped URLs, at most 50,000", () => {
  const sitemap = sitemapOf(["https://x/", "https://x/?a=1&b=<"])
  expect(sitemap).toContain(
    "<url><loc>https://x/</loc></url>\n<url><loc>https://x/?a=1&amp;b=&lt;</loc></url>",
  )
  expect(() => sitemapOf(Array(50_001).fill("https://x/"))).toThrow(/at most 50000/)
})

test("robots.txt disallows private pages and the API, and allows the badges", () => {
  expect(robotsOf("/sub", "https://x/sub/sitemap.xml").split("\n")).toEqual([
    "User-agent: *",
    "Disallow: /sub/you",
    "Disallow: /sub/api/",
    "Allow: /sub/api/*/badge.svg",
    "",
    "Sitemap: https://x/sub/sitemap.xml",
    "",
  ])
})

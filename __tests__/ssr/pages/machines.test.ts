import fetch from "node-fetch"
import { runSite } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runSite(() => sharedHost(reachline))

const get = (path: string) => fetch(running.site.url + path, { redirect: "manual" })

test("a badge is a cacheable SVG for every origin", async () => {
  const response = await get("/api/features/has/badge.svg?audience=DE")
  expect(response.status).toBe(200)
  expect(response.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8")
  expect(response.headers.get("cache-control")).toContain("s-maxage=300")
  expect(response.headers.get("access-control-allow-origin")).toBe("*")
  expect(await response.text()).toMatch(/^<svg .*<title>:has\(\): \d+\.\d% of Germany<\/title>.*<\/svg>$/)
})

test("a stack has a badge and a CSV file of its features", async () => {
  const badge = await get("/api/stack/badge.svg?features=has,import-maps&audience=DE")
  expect(badge.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8")
  expect(await badge.text()).toMatch(/<title>:has\(\), Import maps: \d+\.\d% of Germany<\/title>/)
  const csv = await get("/api/stack?features=has,grid&audience=DE&format=csv")
  expect(csv.headers.get("content-disposition")).toBe('attachment; filename="reachline-stack-DE.csv"')
  expect(await csv.text()).toMatch(/^id,name,feature,reach,partial,lost,cost\r\nhas,:has\(\),has,0\.\d/)
})

test.each([
  ["/api/stack/badge.svg?features=gird", 400],
  ["/api/stack/badge.svg", 400],
  ["/api/features/gird/badge.svg", 404],
  ["/api/features/has/badge.svg?audience=XX", 400],
  ["/api/features/single-color-gradients/badge.svg", 410],
  ["/api/features?format=xml", 400],
  ["/api/features?format=csv&min=abc", 400],
])("%s is a problem response with status %i", async (path, status) => {
  const response = await get(path)
  expect(response.status).toBe(status)
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8")
  expect(await response.json()).toMatchObject({ status })
})

test("redirects the badge of a renamed feature", async () => {
  const response = await get("/api/features/masonry/badge.svg?audience=DE")
  expect(response.status).toBe(301)
  expect(new URL(response.headers.get("location") ?? "", running.site.url).href).toBe(
    `${running.site.url}/api/features/grid-lanes/badge.svg?audience=DE`,
  )
})

test("returns all rows with format=csv, and JSON otherwise", async () => {
  const response = await get("/api/features?format=csv&audience=DE&baseline=widely")
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present")
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="reachline-features-DE.csv"')
  const lines = (await response.text()).split("\r\n")
  const json = await get("/api/features?format=json&audience=DE&baseline=widely")
  const { total } = (await json.json()) as { total: number }
  expect(lines[0]).toBe("id,name,description,baseline,since,groups,reach,partial,lost,unknown,meetsTarget")
  expect(total).toBeGreaterThan(50)
  expect(lines.filter((line) => line.includes(",widely,"))).toHaveLength(total)
})

test("returns the OpenAPI description", async () => {
  const response = await get("/api/openapi.json")
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8")
  expect(await response.json()).toMatchObject({ openapi: "3.1.1", paths: { "/api/features/{id}": {} } })
})

test("the sitemap lists existing pages, and robots.txt links to the sitemap", async () => {
  const sitemap = await (await get("/sitemap.xml")).text()
  const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = ""]) => address)
  const paths = addresses.map((address) => new URL(address).pathname)
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths).toEqual(
    expect.arrayContaining(["/", "/features", "/features/has", "/browsers/safari_ios", "/audiences/DE"]),
  )
  expect(paths.filter((path) => /^\/(you|404|500)|\[/.test(path))).toEqual([])
  for (const path of ["/stack", "/browsers/safari_ios", "/audiences/alt-eu", paths.at(-1) ?? ""]) {
    expect((await get(path)).status).toBe(200)
  }
  const robots = await (await get("/robots.txt")).text()
  expect(robots).toContain(`Sitemap: ${new URL(addresses[0] ?? "").origin}/sitemap.xml`)
})

test("pages have a canonical address without the audience, and a manifest with existing icons", async () => {
  const html = await (await get("/stack?features=grid&audience=DE")).text()
  const canonical = /<link rel="canonical" href="([^"]+)"/.exec(html)?.[1] ?? ""
  expect(new URL(canonical).pathname + new URL(canonical).search).toBe("/stack")
  const manifest = /<link rel="manifest" href="([^"]+)"/.exec(html)?.[1] ?? ""
  const { icons } = (await (await get(manifest)).json()) as { icons: { src: string }[] }
  for (const { src } of icons) expect((await get(`/${src}`)).status).toBe(200)
  expect((await get("/og.png")).headers.get("content-type")).toBe("image/png")
})

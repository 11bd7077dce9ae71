import fetch from "node-fetch"
import { formatPercent } from "#reach/format-percent"
import { linksOf, mainTextOf } from "../../support/browser/page-text"
import { runSite } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runSite(() => sharedHost(reachline))

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(running.site.url + path, { redirect: "manual", headers })
const htmlOf = async (path: string) => (await get(path)).text()
const textOf = async (path: string) => mainTextOf(await htmlOf(path))
// biome-ignore lint/suspicious/noExplicitAny: other tests check the shapes
const jsonOf = async (path: string) => (await (await get(path)).json()) as any
const locationOf = async (path: string) => {
  const response = await get(path)
  const { pathname, search } = new URL(response.headers.get("location") ?? "", running.site.url)
  return [response.status, pathname + search]
}

const firefoxInAustria = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
  "accept-language": "de-AT,de;q=0.9",
}
const everyone = "audience=DE&browsers=defaults&of=all"

test.each([
  `/?${everyone}`,
  `/features?${everyone}`,
  `/features/has?${everyone}`,
  `/features/gird?${everyone}`,
  `/features/text-wrap-style?${everyone}`,
  `/stack?features=grid,has&${everyone}`,
  `/stack?${everyone}`,
  `/browsers?${everyone}`,
  `/browsers/safari?${everyone}`,
  `/audiences/DE?${everyone}`,
  `/you?${everyone}`,
])("all internal links of %s keep the audience", async (path) => {
  const links = linksOf(await (await get(path, firefoxInAustria)).text())
  expect(links.length).toBeGreaterThan(3)
  let switches = 0
  for (const link of links) {
    const query = new URL(link, running.site.url).searchParams
    // A link to another audience keeps the other parameters.
    if (!path.startsWith("/you")) expect(query.get("audience")).toBe("DE")
    expect(query.get("browsers")).toBe("defaults")
    if (query.get("of") !== "all") switches++
  }
  // A page with figures may have one link that changes the basis.
  expect(switches).toBeLessThanOrEqual(1)
})

test.each([
  ["/features", 200, "public, max-age=0, s-maxage=300, stale-while-revalidate=86400"],
  ["/features/gird", 404, "public, max-age=0, s-maxage=60"],
  ["/features?min=abc", 400, "no-store"],
  ["/stack", 200, "public, max-age=0, s-maxage=300, stale-while-revalidate=86400"],
  ["/stack?features=grid", 200, "public, max-age=0, s-maxage=300, stale-while-revalidate=86400"],
  ["/stack?features=gird", 400, "no-store"],
  ["/browsers", 200, "public, max-age=0, s-maxage=300, stale-while-revalidate=86400"],
  ["/browsers/safari_ios", 200, "public, max-age=0, s-maxage=300, stale-while-revalidate=86400"],
  ["/browsers/chrom", 404, "public, max-age=0, s-maxage=60"],
  ["/audiences", 200, "public, max-age=0, must-revalidate"],
  ["/audiences/nowhere", 404, "private, no-cache"],
  ["/you", 200, "private, no-store"],
])("%s has status %i and cache-control %s", async (path, status, cacheControl) => {
  const response = await get(path)
  expect([response.status, response.headers.get("cache-control")]).toEqual([status, cacheControl])
})

describe("/stack", () => {
  test("without features it explains a stack and has a form", async () => {
    expect(await textOf("/stack")).toContain("features that must all work in the same browser")
    expect(await htmlOf("/stack")).toMatch(/<textarea[^>]*name="add"/)
  })

  test("adds the names that it finds, and suggests features as links for the others", async () => {
    const [status, location] = await locationOf(
      "/stack?audience=JP&features=grid&add=has%3B+contaner+queries+and+oklch",
    )
    const to = String(location)
    expect([status, to]).toEqual([302, "/stack?features=grid%2Chas%2Coklab&add=contaner+queries&audience=JP"])
    const html = await htmlOf(to)
    expect(html).toMatch(/href="[^"]*features=grid%2Chas%2Coklab%2Ccontainer-queries"/)
    expect(await textOf(to)).toContain("Did you mean")
    expect(await textOf(to)).toContain("support all 3 features")
  })

  test("without scripts, the links of every page carry the stack", async () => {
    for (const path of ["/stack", "/features/has", "/audiences/DE", "/browsers", "/"]) {
      const html = await htmlOf(`${path}?features=grid,dialog`)
      expect([path, html.match(/href="\/browsers\?[^"]*features=grid%2Cdialog"/)?.length]).toEqual([path, 1])
      expect(html).toMatch(/Stack<span[^>]*>.*?2.*?<\/span>/)
    }
  })

  test("shows the API's reach, costs and minimum versions", async () => {
    const query = "features=grid,has,container-queries&audience=JP"
    const { reach, lost, features, minimum } = await jsonOf(`/api/stack?${query}`)
    const text = await textOf(`/stack?${query}`)
    expect(text).toContain(`${formatPercent(reach)} of visits from Japan support all 3 features`)
    expect(text).toContain(`${formatPercent(lost)} lack at least one.`)
    const [costliest] = [...features].sort((a, b) => b.cost - a.cost)
    expect(text).toContain(`${costliest.name} costs most`)
    expect(text).toContain(`Chrome ${minimum.chrome}`)
  })
})

describe("/browsers", () => {
  test("lists each browser with the API's share", async () => {
    const { items } = await jsonOf("/api/browsers?audience=DE")
    const text = await textOf("/browsers?audience=DE")
    for (const { name, share } of items) expect(text).toContain(`${name} ${formatPercent(share)}`)
  })

  test("a version page shows supported and missing features and the share of visits", async () => {
    const { supported, missing, share } = await jsonOf("/api/browsers/safari_ios?version=15.6&audience=DE")
    const text = await textOf("/browsers/safari_ios?version=15.6&audience=DE")
    expect(text).toContain("Safari on iOS 15.6")
    expect(text).toContain(`features supported ${supported}`)
    expect(text).toContain(`${formatPercent(share)} of visits from Germany use this version`)
    for (const { name } of missing.slice(0, 5)) expect(text).toContain(name)
  })

  test("a version has its release date, even if sources write the version differently", async () => {
    const { versions } = await jsonOf("/api/browsers/safari")
    const seventeen = versions.filter(({ version }: { version: string }) => /^17(\.0)?$/.test(version))
    expect(seventeen).toEqual([expect.objectContaining({ version: "17", released: "2023-09-18" })])
    expect(seventeen[0].share).toBeGreaterThan(0)
  })

  test.each([
    ["/browsers/ios_saf?version=15.6&audience=DE", "/browsers/safari_ios?audience=DE&version=15.6"],
    ["/browsers/and_chr", "/browsers/chrome_android"],
    ["/browsers/samsung", "/browsers/samsunginternet_android"],
  ])("redirects %s to %s", async (path, to) => {
    expect(await locationOf(path)).toEqual([301, to])
  })

  test("suggests a similar browser for an unknown one", async () => {
    expect(await htmlOf("/browsers/chrom")).toContain('href="/browsers/chrome"')
  })
})

describe("/audiences", () => {
  test("lists the world, the continents and all countries, and searches by name", async () => {
    const { items } = await jsonOf("/api/audiences")
    const links = linksOf(await htmlOf("/audiences"))
    for (const { id } of items) expect(links).toContain(`/audiences/${id}?audience=${id}`)
    const found = await textOf("/audiences?q=zealand")
    expect(found).toContain("New Zealand")
    expect(found).not.toContain("Germany")
  })

  test("a search accepts other names of a region, and suggests regions for a typo", async () => {
    const foundBy = async (q: string) =>
      linksOf(await htmlOf(`/audiences?of=all&q=${q}`)).filter((link) =>
        /^\/audiences\/(\w+)\?audience=\1/.test(link),
      )
    expect((await foundBy("UK"))[0]).toBe("/audiences/GB?audience=GB&of=all")
    expect(await foundBy("Germnay")).toEqual(["/audiences/DE?audience=DE&of=all"])
    expect(await textOf("/audiences?q=Germnay")).toContain("Did you mean Germany")
  })

  test("lists the versions that a browserslist query matches", async () => {
    const text = await textOf("/audiences?browsers=firefox+140,+safari+15.6")
    expect(text).toMatch(/Firefox 1 version 140: \d/)
    expect(text).toMatch(/Safari 1 version 15\.6: \d/)
    expect(text).not.toContain("Samsung Internet")
  })

  test("compares an audience with the world by browser and by Baseline coverage", async () => {
    const [germany, world] = [await jsonOf("/api/audiences/DE"), await jsonOf("/api/audiences/world")]
    const text = await textOf("/audiences/DE?audience=DE")
    expect(text).toContain(
      `${formatPercent(germany.baseline.widely)} of visits from Germany support everything in Baseline Widely available`,
    )
    expect(text).toContain(`(World: ${formatPercent(world.baseline.widely)} )`)
    for (const { name } of germany.browsers) expect(text).toContain(name)
    const [first] = germany.browsers
    const there = world.browsers.find(({ id }: { id: string }) => id === first.id)
    expect(text).toMatch(new RegExp(`${formatPercent(first.share)} ${formatPercent(there.share)}`))
  })

  test.each([
    ["/audiences/de?of=all", "/audiences/DE?of=all"],
    ["/audiences/Germany", "/audiences/DE"],
  ])("redirects %s to %s", async (path, to) => {
    expect(await locationOf(path)).toEqual([301, to])
  })

  test("suggests a similar audience for an unknown one, and keeps an invalid search in its form", async () => {
    expect(await htmlOf("/audiences/germny")).toContain('href="/audiences/DE"')
    expect(await htmlOf(`/audiences?q=${"x".repeat(101)}`)).toMatch(
      /<input[^>]*aria-invalid="true"[^>]*name="q"[^>]*value="x{101}"/,
    )
  })
})

test("/browsers shows what dropping versions loses and gains, and what a query does not measure", async () => {
  const path = "/browsers/safari_ios?below=17&audience=DE"
  const { below } = await jsonOf(`/api${path}`)
  const text = await textOf(path)
  expect(text).toContain(`below 17, you lose ${formatPercent(below.share)} of visits from Germany`)
  expect(text).toContain(`Features gained: ${below.gained.length}`)
  for (const { name } of below.gainedFeatures) expect(text).toContain(name)
  expect(text).toContain(below.browserslist)
  const narrowed = await textOf("/browsers?browsers=defaults,+ie+11")
  for (const name of ["Internet Explorer 11", "Opera Mini all", "KaiOS Browser"])
    expect(narrowed).toContain(name)
})

test("an audience page compares with any audience, and reports an unknown one at its field", async () => {
  const [germany, other] = [await jsonOf("/api/audiences/DE"), await jsonOf("/api/audiences/US")]
  const text = await textOf("/audiences/DE?vs=USA&audience=DE")
  expect(text).toContain("Browsers compared with United States")
  expect(text).toContain(`(United States: ${formatPercent(other.baseline.widely)} )`)
  const [first] = germany.browsers
  const there = other.browsers.find(({ id }: { id: string }) => id === first.id)
  expect(text).toContain(`${formatPercent(first.share)} ${formatPercent(there.share)}`)
  const response = await get("/audiences/DE?vs=germny-x")
  expect(response.status).toBe(400)
  expect(await response.text()).toMatch(/<input[^>]*aria-invalid="true"[^>]*name="vs"/)
})

test("an audience page lists what the unknown visits are", async () => {
  const { unknown, unknownBrowsers } = await jsonOf("/api/audiences/CN")
  const text = await textOf("/audiences/CN")
  expect(await htmlOf("/audiences/CN")).toContain('<h2 id="unknown">')
  expect(text).toContain(`${formatPercent(unknown)} of all visits have no support data`)
  for (const { name, share } of unknownBrowsers) expect(text).toContain(`${name} ${formatPercent(share)}`)
})

describe("/you", () => {
  const you = async (headers: Record<string, string>) => mainTextOf(await (await get("/you", headers)).text())

  test("shows the browser and the region of the request, with matching Vary headers", async () => {
    const { supported, missing } = await jsonOf("/api/browsers/firefox?version=121")
    const text = await you(firefoxInAustria)
    expect(text).toContain("You are using Firefox 121")
    expect(text).toContain("Your language settings suggest Austria")
    expect(text).toContain(`features supported ${supported}`)
    expect(text).toContain(`of the ${supported + missing.length} web features`)
    const vary = (await get("/you", firefoxInAustria)).headers.get("vary")?.toLowerCase()
    for (const name of ["user-agent", "sec-ch-ua", "accept-language"]) expect(vary).toContain(name)
  })

  test.each([
    "curl/8.5.0",
    "</script><script>alert(1)</script>",
    "Mozilla/5.0 (Linux; Android 13; X) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/0.1 Chrome/1.0.0.0",
  ])("counts %s as unknown without an error", async (userAgent) => {
    expect(await you({ "user-agent": userAgent, "accept-language": "*" })).toContain("it counts as unknown")
  })
})

test.each([
  ["/stack?features=grid&add=contaner", "add"],
  ["/browsers/safari?version=abc", "version"],
  ["/browsers/safari?below=99", "below"],
  ["/browsers/safari?below=15.x", "below"],
  ["/audiences/DE?cover=abc", "cover"],
])("%s marks the invalid field %s", async (path, name) => {
  const inputs = (await htmlOf(path)).match(new RegExp(`<input[^>]*name="${name}"[^>]*>`, "g")) ?? []
  expect(inputs.filter((input) => input.includes('aria-invalid="true"'))).toHaveLength(1)
})

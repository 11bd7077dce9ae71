import fetch from "node-fetch"
import { formatPercent } from "../../../src/resources/format-percent"
import { linksOf, mainTextOf } from "../../support/page-text"
import { runSite } from "../../support/running"
import { sharedHost } from "../../support/shared"
import { reachline } from "../../support/sites"

const running = runSite(() => sharedHost(reachline))

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(running.site.url + path, { redirect: "manual", headers })
const htmlOf = async (path: string) => (await get(path)).text()
const textOf = async (path: string) => mainTextOf(await htmlOf(path))
// biome-ignore lint/suspicious/noExplicitAny: the answers' shapes are tested elsewhere
const answerOf = async (path: string) => (await (await get(path)).json()) as any
const locationOf = async (path: string) => {
  const response = await get(path)
  const { pathname, search } = new URL(response.headers.get("location") ?? "", running.site.url)
  return [response.status, pathname + search]
}

const firefoxInAustria = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
  "accept-language": "de-AT,de;q=0.9",
}
const everyone = "audience=DE&browsers=defaults&of=known"

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
])("every internal link of %s keeps the audience", async (path) => {
  const links = linksOf(await (await get(path, firefoxInAustria)).text())
  expect(links.length).toBeGreaterThan(3)
  for (const link of links) {
    const query = new URL(link, running.site.url).searchParams
    // What leads to another audience keeps the rest of the choice.
    if (!path.startsWith("/you")) expect(query.get("audience")).toBe("DE")
    expect([query.get("browsers"), query.get("of")]).toEqual(["defaults", "known"])
  }
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
])("%s is %i and kept: %s", async (path, status, cacheControl) => {
  const response = await get(path)
  expect([response.status, response.headers.get("cache-control")]).toEqual([status, cacheControl])
})

describe("/stack", () => {
  test("without features says what a stack is, and has a form for them", async () => {
    expect(await textOf("/stack")).toContain("features that must all work in a visitor’s browser")
    expect(await htmlOf("/stack")).toMatch(/<input[^>]*name="add"/)
  })

  test("has the API's figures: the reach, the costs and the least versions", async () => {
    const query = "features=grid,has,container-queries&audience=JP"
    const { reach, lost, features, minimum } = await answerOf(`/api/stack?${query}`)
    const text = await textOf(`/stack?${query}`)
    expect(text).toContain(`${formatPercent(reach)} of the visits (Japan) have a browser in which all 3 work`)
    expect(text).toContain(`${formatPercent(lost)} are lost`)
    const [dearest] = [...features].sort((a, b) => b.cost - a.cost)
    expect(text).toContain(`${dearest.name} costs most`)
    expect(text).toContain(`Chrome ${minimum.chrome}`)
  })
})

describe("/browsers", () => {
  test("lists each with its share, as the API does", async () => {
    const { items } = await answerOf("/api/browsers?audience=DE")
    const text = await textOf("/browsers?audience=DE")
    for (const { name, share } of items) expect(text).toContain(`${name} ${formatPercent(share)}`)
  })

  test("a version says what it has, what it lacks, and who uses it", async () => {
    const { supported, missing, share } = await answerOf("/api/browsers/safari_ios?version=15.6&audience=DE")
    const text = await textOf("/browsers/safari_ios?version=15.6&audience=DE")
    expect(text).toContain("Safari on iOS 15.6")
    expect(text).toContain(`${supported} of ${supported + missing.length}`)
    expect(text).toContain(`${formatPercent(share)} of the visits (Germany)`)
    for (const { name } of missing.slice(0, 5)) expect(text).toContain(name)
  })

  test("a version with visits has its day, also where the data write it in two ways", async () => {
    const { versions } = await answerOf("/api/browsers/safari")
    const seventeen = versions.filter(({ version }: { version: string }) => /^17(\.0)?$/.test(version))
    expect(seventeen).toEqual([{ version: "17", released: "2023-09-18", share: expect.any(Number) }])
    expect(seventeen[0].share).toBeGreaterThan(0)
  })

  test.each([
    ["/browsers/ios_saf?version=15.6&audience=DE", "/browsers/safari_ios?audience=DE&version=15.6"],
    ["/browsers/and_chr", "/browsers/chrome_android"],
    ["/browsers/samsung", "/browsers/samsunginternet_android"],
  ])("%s leads to %s", async (path, to) => {
    expect(await locationOf(path)).toEqual([301, to])
  })

  test("an unknown one has the nearest", async () => {
    expect(await htmlOf("/browsers/chrom")).toContain('href="/browsers/chrome"')
  })
})

describe("/audiences", () => {
  test("lists the world, the continents and every country; a search finds by name", async () => {
    const { items } = await answerOf("/api/audiences")
    const links = linksOf(await htmlOf("/audiences"))
    for (const { id } of items) expect(links).toContain(`/audiences/${id}?audience=${id}`)
    const found = await textOf("/audiences?q=zealand")
    expect(found).toContain("New Zealand")
    expect(found).not.toContain("Germany")
  })

  test("a search takes what a region is called, and leads from a slip of the pen to what is near", async () => {
    const foundBy = async (q: string) =>
      linksOf(await htmlOf(`/audiences?of=known&q=${q}`)).filter((link) =>
        /^\/audiences\/(\w+)\?audience=\1/.test(link),
      )
    expect((await foundBy("UK"))[0]).toBe("/audiences/GB?audience=GB&of=known")
    expect(await foundBy("Germnay")).toEqual(["/audiences/DE?audience=DE&of=known"])
    expect(await textOf("/audiences?q=Germnay")).toContain("Did you mean Germany")
  })

  test("a browserslist query says which versions are in", async () => {
    const text = await textOf("/audiences?browsers=firefox+140,+safari+15.6")
    expect(text).toMatch(/Firefox 1 version 140: \d/)
    expect(text).toMatch(/Safari 1 version 15\.6: \d/)
    expect(text).not.toContain("Samsung Internet")
  })

  test("one stands beside the world, by browser, with what Baseline covers", async () => {
    const [germany, world] = [await answerOf("/api/audiences/DE"), await answerOf("/api/audiences/world")]
    const text = await textOf("/audiences/DE?audience=DE")
    expect(text).toContain(`${formatPercent(germany.baseline.widely)} of the visits (Germany)`)
    expect(text).toContain(`against ${formatPercent(world.baseline.widely)} in the world`)
    for (const { name } of germany.browsers) expect(text).toContain(name)
    const [first] = germany.browsers
    const there = world.browsers.find(({ id }: { id: string }) => id === first.id)
    expect(text).toMatch(new RegExp(`${formatPercent(first.share)} ${formatPercent(there.share)}`))
  })

  test.each([
    ["/audiences/de?of=known", "/audiences/DE?of=known"],
    ["/audiences/Germany", "/audiences/DE"],
  ])("%s leads to %s", async (path, to) => {
    expect(await locationOf(path)).toEqual([301, to])
  })

  test("an unknown one has the nearest; what was searched for stays in its form", async () => {
    expect(await htmlOf("/audiences/germny")).toContain('href="/audiences/DE"')
    expect(await htmlOf(`/audiences?q=${"x".repeat(101)}`)).toMatch(
      /<input[^>]*aria-invalid="true"[^>]*name="q"[^>]*value="x{101}"/,
    )
  })
})

describe("/you", () => {
  const you = async (headers: Record<string, string>) => mainTextOf(await (await get("/you", headers)).text())

  test("tells the browser and the region of its own request, and varies by what it read", async () => {
    const { supported, missing } = await answerOf("/api/browsers/firefox?version=121")
    const text = await you(firefoxInAustria)
    expect(text).toContain("You are here with Firefox 121")
    expect(text).toContain("is that of Austria")
    expect(text).toContain(`${supported} of ${supported + missing.length} web features`)
    const vary = (await get("/you", firefoxInAustria)).headers.get("vary")?.toLowerCase()
    for (const name of ["user-agent", "sec-ch-ua", "accept-language"]) expect(vary).toContain(name)
  })

  test.each([
    "curl/8.5.0",
    "</script><script>alert(1)</script>",
    "Mozilla/5.0 (Linux; Android 13; X) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/0.1 Chrome/1.0.0.0",
  ])("%s is nobody known, and no error", async (userAgent) => {
    expect(await you({ "user-agent": userAgent, "accept-language": "*" })).toContain("it counts as unknown")
  })
})

test.each([
  ["/stack?features=grid&add=contaner", "add"],
  ["/browsers/safari?version=abc", "version"],
  ["/audiences/DE?cover=abc", "cover"],
])("%s marks its wrong field, %s", async (path, name) => {
  const inputs = (await htmlOf(path)).match(new RegExp(`<input[^>]*name="${name}"[^>]*>`, "g")) ?? []
  expect(inputs.filter((input) => input.includes('aria-invalid="true"'))).toHaveLength(1)
})

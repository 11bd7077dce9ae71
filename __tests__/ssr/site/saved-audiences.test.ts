import { renameSync } from "node:fs"
import { join } from "node:path"
import { mainTextOf } from "../../support/browser/page-text"
import { temporaryDirectory } from "../../support/inputs/data-directory"
import { acme, bearer, json, savingClient } from "../../support/inputs/saving-client"
import { runSite } from "../../support/servers/running"
import { startSiteHost } from "../../support/servers/servers"
import { reachline } from "../../support/servers/sites"

const directory = join(temporaryDirectory(), "data")
const running = runSite(() => startSiteHost(reachline, { DATA_DIR: directory, TRUST_PROXY: "true" }))
const { request, send, save } = savingClient(() => running.site.url)

describe("a saved audience", () => {
  test("is a valid audience for every endpoint", async () => {
    const { slug, url, editKey } = await save()
    expect(slug).toMatch(/^acme-b-sons-b-\w{8}$/)
    expect(url).toBe(`/audiences/${slug}`)
    expect(editKey).toMatch(/^[\w-]{43}$/)
    // :has() needs Chrome 105 and Safari 15.4: 40 of 120 visits support it, 60 do not, 20 are unknown.
    const figures = { reach: 0.4, partial: 0, lost: 0.6, unknown: 0.166666667 }
    const audience = { id: slug, label: acme.name, browsers: null, of: "known", unknown: 0.166666667 }
    expect(await json(await request(`/api/features/has?audience=${slug}`))).toMatchObject({
      audience,
      ...figures,
    })
    const list = await json(await request(`/api/features?q=%3Ahas&audience=${slug}`))
    expect(list.items[0]).toMatchObject({ id: "has", ...figures })
    expect(await json(await request(`/api/stack?features=grid,has&audience=${slug}`))).toMatchObject(figures)
    const all = await json(await request(`/api/features/has?audience=${slug}&of=all`))
    expect(all).toMatchObject({ reach: 0.333333333, lost: 0.5, unknown: 0.166666667 })
    const narrowed = await json(
      await request(`/api/features/has?audience=${slug}&browsers=ios_saf%20%3E%3D%2015`),
    )
    expect(narrowed).toMatchObject({ reach: 1, audience: { browsers: "ios_saf >= 15" } })
    const browsers = await json(await request(`/api/browsers?audience=${slug}`))
    expect(browsers.items.find(({ id }: { id: string }) => id === "chrome").share).toBe(0.9)
    const chrome = await json(await request(`/api/browsers/chrome?version=100&audience=${slug}`))
    expect(chrome).toMatchObject({ share: 0.6, browser: { share: 0.9 } })
    const csv = await (await request(`/api/features?format=csv&q=%3Ahas&audience=${slug}`)).text()
    expect(csv).toContain("0.4,0,0.6,0.166666667")
    const badge = await (await request(`/api/features/has/badge.svg?audience=${slug}`)).text()
    expect(badge).toContain("40.0% of Acme &lt;b&gt;&amp; Sons&lt;/b&gt;")
    const own = await json(await request(`/api/audiences/${slug}`))
    expect(own).toMatchObject({ id: slug, kind: "saved", revision: 1, listed: false })
    expect(own.history).toEqual([{ revision: 1, savedAt: own.savedAt, baseline: expect.any(Object) }])
    const narrowing = "browsers=ios_saf%20%3E%3D%2015"
    expect((await json(await request(`/api/audiences/${slug}?${narrowing}`))).history).toBeUndefined()
    const requested = await json(await request(`/api/audiences/${slug}?${narrowing}&history=yes`))
    expect(requested.history).toHaveLength(1)
    expect(await (await request(`/audiences/${slug}?${narrowing}`)).text()).toContain("<h2>History</h2>")
  })

  test("is on the pages, with its name escaped", async () => {
    const { slug } = await save()
    const html = await (await request(`/features/has?audience=${slug}`)).text()
    expect(html).not.toContain("<b>& Sons</b>")
    expect(mainTextOf(html)).toContain(`40.0% of visits in “${acme.name}” support it`)
    for (const page of [
      "/",
      "/features",
      "/stack?features=grid",
      "/browsers",
      "/browsers/chrome",
      `/audiences/${slug}`,
    ]) {
      const response = await request(`${page}${page.includes("?") ? "&" : "?"}audience=${slug}`)
      expect([page, response.status, response.headers.get("cache-control")]).toEqual([
        page,
        200,
        "private, no-cache",
      ])
      expect(await response.text()).not.toContain("<b>& Sons</b>")
    }
  })

  test("is in the list only if it is listed", async () => {
    const { slug: listed } = await save({ ...acme, listed: true })
    const { slug: hidden } = await save()
    const response = await request("/api/audiences")
    expect(response.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate")
    const { items, savedAvailable } = await json(response)
    expect(savedAvailable).toBe(true)
    expect(items).toContainEqual({ id: listed, label: acme.name, kind: "saved" })
    expect(JSON.stringify(items)).not.toContain(hidden)
  })

  test.each([
    ["/api/features?audience=not-a-slug-here", 400],
    ["/features/has?audience=not-a-slug-here", 400],
    ["/?audience=not-a-slug-here", 400],
    ["/audiences?audience=not-a-slug-here", 400],
    ["/api/audiences/not-a-slug-here", 404],
    ["/audiences/not-a-slug-here", 404],
  ])("%s returns %i and names the unknown audience", async (path, status) => {
    const response = await request(path)
    expect(response.status).toBe(status)
    expect(response.headers.get("cache-control")).toBe(status === 404 ? "private, no-cache" : "no-store")
    expect(await response.text()).toMatch(/There is no audience “not-a-slug-here”/)
  })
})

test("a saved audience has a note on its figures if versions are lower bounds", async () => {
  const { slug } = await save({ ...acme, lowerBounds: 3 })
  const { audience } = await json(await request(`/api/features/has?audience=${slug}`))
  expect(audience.note).toMatch(/^For \d+\.\d% of all visits, only the oldest possible version/)
  const html = await (await request(`/features/has?audience=${slug}`)).text()
  expect(mainTextOf(html)).toContain(audience.note)
})

describe("caches", () => {
  test("do not store responses about a saved audience, and every response has its own validator", async () => {
    const { slug, editKey } = await save()
    const paths = [
      `/api/features/has?audience=${slug}`,
      `/features/has?audience=${slug}`,
      `/api/audiences/${slug}`,
    ]
    const responsesOf = () => Promise.all(paths.map((path) => request(path)))
    const before = await responsesOf()
    const again = await responsesOf()
    const changed = await send(
      `/api/audiences/${slug}`,
      "PUT",
      { browsers: { chrome: { "120": 1 } } },
      { ...bearer(editKey), "if-match": before[2]?.headers.get("etag") ?? "" },
    )
    expect([changed.status, changed.headers.get("etag")]).toEqual([200, '"2"'])
    const after = await responsesOf()
    for (const [index, path] of paths.entries()) {
      const tags = [before, again, after].map((responses) => responses[index]?.headers.get("etag") ?? "")
      for (const response of [before[index], again[index], after[index]]) {
        expect(response?.headers.get("cache-control")).toBe("private, no-cache")
        expect(response?.headers.get("cache-status")).not.toMatch(/hit|stored/)
      }
      expect(tags[0]).toMatch(/^(W\/)?"/)
      expect(tags[2]).not.toBe(tags[0])
      // The HTML of a page contains the time of its data, so the ETag of the page changes with each request.
      if (!path.startsWith("/api/")) continue
      expect(tags[1]).toBe(tags[0])
      const statusFor = async (tag = "") =>
        (await request(path, { headers: { "if-none-match": tag } })).status
      expect([await statusFor(tags[2]), await statusFor(tags[0])]).toEqual([304, 200])
    }
  })
})

describe("the database", () => {
  test("makes only saved audiences unavailable while it is away, and recovers without a restart", async () => {
    const { slug, editKey } = await save({ ...acme, listed: true })
    renameSync(directory, `${directory}-away`)
    for (const path of [
      "/",
      "/features/has?audience=DE",
      "/api/features/has?audience=IT",
      "/audiences",
      "/api/audiences/DE",
    ]) {
      expect([path, (await request(path)).status]).toEqual([path, 200])
    }
    expect((await json(await request("/api/audiences"))).savedAvailable).toBe(false)
    for (const path of [
      `/features/has?audience=${slug}`,
      `/api/features/has?audience=${slug}`,
      `/audiences/${slug}`,
      `/api/audiences/${slug}`,
    ]) {
      const response = await request(path)
      expect([
        path,
        response.status,
        response.headers.get("retry-after"),
        response.headers.get("cache-control"),
      ]).toEqual([path, 503, "5", "no-store"])
      expect(await response.text()).toContain("Saved audiences are not available at the moment")
    }
    expect((await send("/api/audiences", "POST", acme)).status).toBe(503)
    expect((await send(`/api/audiences/${slug}`, "DELETE", "", bearer(editKey))).status).toBe(503)
    renameSync(`${directory}-away`, directory)
    expect((await request(`/features/has?audience=${slug}`)).status).toBe(200)
    expect((await json(await request("/api/audiences"))).savedAvailable).toBe(true)
  })
})

import { minutes } from "../support/fixture"
import { hostSite } from "../support/host"
import { mainTextOf } from "../support/page-text"
import { reachline } from "../support/reachline"
import type { RunningSite } from "../support/site"
import { followExamples } from "../support/worked-examples"

let site: RunningSite
beforeAll(async () => {
  const directory = await followExamples("contributing")
  site = await hostSite({ name: "contributing", directory, like: reachline.name })
}, minutes(10))
afterAll(() => site?.stop())

// biome-ignore lint/suspicious/noExplicitAny: what it answers is what is asserted
const jsonOf = async (path: string): Promise<any> => (await fetch(site.url + path)).json()

test("a page that was added answers, with its figures in the HTML", async () => {
  const { items } = await jsonOf("/api/features?baseline=newly&sort=date&audience=DE")
  const response = await fetch(`${site.url}/newest?audience=DE`)
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(response.headers.get("cache-control")).toContain("s-maxage=300")
  expect(html).toContain("Newest")
  expect(items.length).toBeGreaterThan(10)
  for (const { id, name } of items) {
    expect(html).toContain(`href="/features/${id}?audience=DE"`)
    if (/^[\w ]+$/.test(name)) expect(mainTextOf(html)).toContain(`${name} :`)
  }
})

test("it carries its queries, and refuses what it does not take", async () => {
  const { result } = await jsonOf("/page-data/newest/page-data.json?audience=DE")
  const endpoints = Object.values(result.serverData.state.queries).map(
    (query) => (query as { endpointName: string }).endpointName,
  )
  expect(endpoints.sort()).toEqual(["features", "groups"])
  expect((await fetch(`${site.url}/newest?of=some`)).status).toBe(400)
})

test("it is in the menu", async () => {
  expect(await (await fetch(site.url)).text()).toMatch(/<a[^>]*href="\/newest"/)
})

test("a resource that was added is an endpoint, with its parameters and its description", async () => {
  const { items } = await jsonOf("/api/groups?least=20")
  expect(items.length).toBeGreaterThan(3)
  for (const { features } of items) expect(features).toBeGreaterThanOrEqual(20)
  expect((await jsonOf("/api/groups")).items.length).toBeGreaterThan(items.length)
  expect(await jsonOf("/api/groups?least=few")).toMatchObject({
    status: 400,
    errors: [{ parameter: "least" }],
  })
  expect((await jsonOf("/api/openapi.json")).paths["/api/groups"].get.operationId).toBe("groups")
})

test("what its hook asked is in the page", async () => {
  const { items } = await jsonOf("/api/groups?least=20")
  const text = mainTextOf(await (await fetch(`${site.url}/newest`)).text())
  expect(text).toContain(`The largest groups: ${items.map(({ name }: { name: string }) => name).join(", ")}.`)
})

import * as v from "valibot"
import { resources } from "../../../src/resources"
import { answers } from "../../../src/resources/answers"
import { savedAudiences } from "../../../src/storage/saved-audiences"
import { provideCatalog } from "../../support/catalog"
import { provideStorage } from "../../support/data-directory"

provideCatalog()
provideStorage()

const visits = (chrome: Record<string, number>) => ({ browsers: { chrome }, unknown: 1, source: "api" })
const create = async (chrome: Record<string, number>) =>
  (await savedAudiences().create({ name: "Acme", listed: true, visits: visits(chrome) })).slug

test("every answer about a saved audience is what is described", async () => {
  const audience = await create({ "100": 1, "120": 2 })
  const asked: [keyof typeof answers, object][] = [
    ["features", { audience }],
    ["feature", { id: "has", audience }],
    ["stack", { features: "grid,has", audience }],
    ["browsers", { audience }],
    ["browser", { id: "chrome", audience }],
    ["audience", { slug: audience }],
    ["audiences", {}],
  ]
  for (const [name, args] of asked) {
    const { resolve } = resources[name] as { resolve(args: object): unknown }
    expect([name, v.safeParse(answers[name], await resolve(args)).issues]).toEqual([name, undefined])
  }
})

test("a new revision is measured anew, and a new name shown", async () => {
  const audience = await create({ "100": 1 })
  const has = async () => (await resources.feature.resolve({ id: "has", audience })) as { reach: number }
  expect((await has()).reach).toBe(0)
  await savedAudiences().update(audience, 1, { name: "Acme", listed: true, visits: visits({ "120": 3 }) })
  expect((await has()).reach).toBe(0.75)
  await savedAudiences().update(audience, 2, { name: "Renamed", listed: true })
  expect(await has()).toMatchObject({ reach: 0.75, audience: { label: "Renamed" } })
})

test("its history has what Baseline covered at each save of visits, narrowed as is asked, newest first", async () => {
  const slug = await create({ "20": 1 })
  await savedAudiences().update(slug, 1, { name: "Acme", listed: true })
  await savedAudiences().update(slug, 2, {
    name: "Acme",
    listed: true,
    visits: visits({ "20": 1, "9999": 2 }),
  })
  const { history = [] } = await resources.audience.resolve({ slug })
  expect(history.map(({ revision, baseline }) => [revision, baseline.widely])).toEqual([
    [3, 0.5],
    [1, 0],
  ])
  const narrowed = await resources.audience.resolve({ slug, browsers: "last 1 chrome version" })
  expect(narrowed.history?.map(({ revision, baseline }) => [revision, baseline.widely])).toEqual([[3, 1]])
})

test("one that is measured already costs a small read by its slug", async () => {
  const audience = await create({ "100": 1 })
  await resources.feature.resolve({ id: "has", audience })
  const read = jest.spyOn(savedAudiences(), "visits")
  await resources.feature.resolve({ id: "grid", audience })
  await resources.features.resolve({ audience })
  expect(read).not.toHaveBeenCalled()
  read.mockRestore()
})

import { renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import Database from "libsql"
import * as v from "valibot"
import { countUpTo } from "#catalog/version"
import { resources } from "#resources"
import type { Resource } from "#resources/resource"
import type { ResourceName } from "#resources/routes"
import { savedAudiences } from "#storage/saved-audiences"
import { provideCatalog } from "../../support/inputs/catalog"
import { provideStorage } from "../../support/inputs/data-directory"

jest.mock("#catalog/version", () => {
  const actual = jest.requireActual("#catalog/version")
  return { ...actual, countUpTo: jest.fn(actual.countUpTo) }
})

provideCatalog()
const directory = provideStorage()

const visits = (chrome: Record<string, number>) => ({ browsers: { chrome }, unknown: 1, source: "api" })
const create = async (chrome: Record<string, number>) =>
  (await savedAudiences().create({ name: "Acme", listed: true, visits: visits(chrome) })).slug

test("every response for a saved audience matches its schema", async () => {
  const audience = await create({ "100": 1, "120": 2 })
  const requests: [ResourceName, object][] = [
    ["features", { audience }],
    ["feature", { id: "has", audience }],
    ["stack", { features: "grid,has", audience }],
    ["browsers", { audience }],
    ["browser", { id: "chrome", audience }],
    ["audience", { slug: audience }],
    ["audiences", {}],
  ]
  for (const [name, args] of requests) {
    const { response, resolve } = resources[name] as Resource
    expect([name, v.safeParse(response, await resolve(args)).issues]).toEqual([name, undefined])
  }
})

test("a new revision has new figures, and a new name is returned", async () => {
  const audience = await create({ "100": 1 })
  const has = async () => (await resources.feature.resolve({ id: "has", audience })) as { reach: number }
  expect((await has()).reach).toBe(0)
  await savedAudiences().update(audience, 1, { name: "Acme", listed: true, visits: visits({ "120": 3 }) })
  expect(await has()).toMatchObject({ reach: 1, unknown: 0.25 })
  await savedAudiences().update(audience, 2, { name: "Renamed", listed: true })
  expect(await has()).toMatchObject({ reach: 1, unknown: 0.25, audience: { label: "Renamed" } })
})

test("the history has the Baseline shares of each save of visits, newest first, narrowed like the request", async () => {
  const slug = await create({ "20": 1 })
  await savedAudiences().update(slug, 1, { name: "Acme", listed: true })
  await savedAudiences().update(slug, 2, {
    name: "Acme",
    listed: true,
    visits: visits({ "20": 1, "9999": 2 }),
  })
  const { history = [] } = await resources.audience.resolve({ slug })
  expect(history.map(({ revision, baseline }) => [revision, baseline.widely])).toEqual([
    [3, 0.666666667],
    [1, 0],
  ])
  const narrowing = { slug, browsers: "last 1 chrome version" }
  const narrowed = await resources.audience.resolve({ ...narrowing, history: "yes" })
  expect(narrowed.history?.map(({ revision, baseline }) => [revision, baseline.widely])).toEqual([[3, 1]])
  // If a browserslist query narrows the audience, the response contains the history only on request.
  for (const args of [narrowing, { slug, of: "all" as const }, { slug, history: "no" as const }]) {
    const response = await resources.audience.resolve(args)
    expect([response.revision, response.history]).toEqual([3, undefined])
  }
})

describe("a long history", () => {
  const saves = 40
  /** The maximum number of versions. Each save replaces one. */
  const versions = (save: number) =>
    Object.fromEntries(
      Array.from({ length: 2_000 }, (_, index) => [
        `${index % 140}.${index < save ? 9_000 + index : index}`,
        1,
      ]),
    )
  let slug: string
  beforeAll(async () => {
    slug = await create(versions(0))
    for (let save = 1; save < saves; save++) {
      await savedAudiences().update(slug, save, {
        name: "Acme",
        listed: true,
        visits: visits(versions(save)),
      })
    }
  })
  /** The number of event-loop turns during a request. */
  const turnsDuring = async (narrowing: object) => {
    let turns = 0
    let isOver = false
    const count = () => {
      turns++
      if (!isOver) setImmediate(count)
    }
    setImmediate(count)
    const { history } = await resources.audience.resolve({ slug, history: "yes", ...narrowing })
    isOver = true
    expect(history).toHaveLength(saves)
    return turns
  }

  test.each([{}, { browsers: "last 21 versions" }])(
    "does not block the event loop (%j)",
    async (narrowing) => {
      expect(await turnsDuring(narrowing)).toBeGreaterThan(2)
    },
  )

  test("evaluates a query once per version, not once per save", async () => {
    const compared = jest.mocked(countUpTo)
    compared.mockClear()
    await turnsDuring({ browsers: "last 22 versions" })
    // The server compares the versions once for the current visits, and once for the history.
    expect(compared.mock.calls.length).toBeLessThan(2 * (2_000 + saves) + 1)
  })
})

test("a history stays cached while others are requested", async () => {
  const slug = await create({ "20": 1 })
  for (let save = 1; save < 100; save++) {
    await savedAudiences().update(slug, save, { name: "Acme", listed: true, visits: visits({ "120": save }) })
  }
  const narrowedBy = (browsers: string) => resources.audience.resolve({ slug, browsers, history: "yes" })
  for (const query of [50, 60, 70, 80, 90, 100]) await narrowedBy(`last ${query} chrome versions`)
  const read = jest.spyOn(savedAudiences(), "visits")
  expect((await narrowedBy("last 50 chrome versions")).history).toHaveLength(99)
  // The server reads only the first save again, because the query selects none of its visits.
  expect(read).toHaveBeenCalledTimes(1)
  read.mockRestore()
})

test("after a backup is restored, cached figures of revisions with the same numbers are not used", async () => {
  const slug = await create({ "100": 1 })
  const file = join(directory, "reachline.db")
  const backup = new Database(file)
  backup.exec(`VACUUM INTO '${file}.backup'`)
  backup.close()
  const summary = async () => {
    const { label, browsers, history } = await resources.audience.resolve({ slug })
    return [label, browsers[0]?.versions[0]?.version, history?.map(({ baseline }) => baseline.widely)]
  }
  await savedAudiences().update(slug, 1, { name: "Acme", listed: true, visits: visits({ "120": 1 }) })
  expect(await summary()).toEqual(["Acme", "120", [0, 0]])
  for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true })
  renameSync(`${file}.backup`, file)
  expect(await summary()).toEqual(["Acme", "100", [0]])
  await savedAudiences().update(slug, 1, { name: "Acme", listed: true, visits: visits({ "9999": 1 }) })
  expect(await summary()).toEqual(["Acme", "9999", [1, 0]])
  await savedAudiences().update(slug, 2, { name: "Renamed", listed: true })
  expect(await summary()).toEqual(["Renamed", "9999", [1, 0]])
})

test("does not read the visits of a measured audience again", async () => {
  const audience = await create({ "100": 1 })
  await resources.feature.resolve({ id: "has", audience })
  const read = jest.spyOn(savedAudiences(), "visits")
  await resources.feature.resolve({ id: "grid", audience })
  await resources.features.resolve({ audience })
  expect(read).not.toHaveBeenCalled()
  read.mockRestore()
})

test("an unknown audience to compare with is an error of `vs`", async () => {
  const compared = resources.feature.resolve({ id: "grid", vs: "acme-shop-7kq2m9xw" })
  await expect(compared).rejects.toMatchObject({ name: "UnknownAudience", parameter: "vs" })
})

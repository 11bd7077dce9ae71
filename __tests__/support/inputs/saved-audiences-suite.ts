import { SavedAudiences } from "#storage/saved-audiences"
import { openStorage, type Storage } from "#storage/storage"
import type { NewDatabase } from "../servers/databases"

const visits = (count: number) => ({
  browsers: { chrome: { "120": count, "121": 0.25 }, ios_saf: { "15.6": 1e15 } },
  unknown: 0.1,
  source: "api",
})

export function testSavedAudiences(newDatabase: NewDatabase): void {
  let storage: Storage
  let saved: SavedAudiences
  beforeAll(async () => {
    storage = openStorage(await newDatabase())
    saved = new SavedAudiences(storage)
  })
  afterAll(() => storage.close())
  const suite: Suite = {
    storage: () => storage,
    saved: () => saved,
    create: (name, listed = false) => saved.create({ name, listed, visits: visits(1) }),
  }
  testReads(suite)
  testKeysAndList(suite)
  testRevisions(suite)
  testRemoval(suite)
}

type Suite = {
  storage(): Storage
  saved(): SavedAudiences
  create(name: string, listed?: boolean): ReturnType<SavedAudiences["create"]>
}

function testReads({ saved, create }: Suite): void {
  test("returns saved values without loss of precision", async () => {
    const name = `Ünï “<b>${"x".repeat(60)}'; DROP TABLE audiences;--`
    const { slug } = await saved().create({ name, listed: false, visits: visits(0.1 + 0.2) })
    const now = Date.now()
    const found = await saved().find(slug)
    expect(found).toEqual({
      slug,
      name,
      listed: false,
      savedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      revision: 1,
      visitsRevision: 1,
    })
    expect(Math.abs(now - Date.parse(found?.savedAt ?? ""))).toBeLessThan(60_000)
    expect(await saved().visits(slug, 1)).toEqual(visits(0.1 + 0.2))
  })

  test("keeps the visits whose version is a lower bound", async () => {
    const counted = { ...visits(1), lowerBounds: 0.5 }
    const { slug } = await saved().create({ name: "Bounds", listed: false, visits: counted })
    expect(await saved().visits(slug, 1)).toEqual(counted)
  })

  test("returns undefined, “stale” or false for an unknown slug", async () => {
    expect(await saved().find("unknown-slug")).toBeUndefined()
    expect(await saved().visits("unknown-slug", 1)).toBeUndefined()
    expect(await saved().isEditKey("unknown-slug", "key")).toBeUndefined()
    expect(await saved().history("unknown-slug", 5)).toEqual([])
    expect(await saved().remove("unknown-slug")).toBe(false)
    expect(await saved().update("unknown-slug", 1, { name: "x", listed: true, visits: visits(1) })).toBe(
      "stale",
    )
  })

  test("a slug contains the name and a random suffix", async () => {
    const { slug } = await create("  Acmé Shop! ")
    const { slug: again } = await create("  Acmé Shop! ")
    expect(slug).toMatch(/^acme-shop-[2-9a-hj-kmnp-tv-z]{8}$/)
    expect(again).not.toBe(slug)
    expect((await create("日本")).slug).toMatch(/^audience-\w{8}$/)
    expect((await create("x".repeat(100))).slug).toMatch(/^x{40}-\w{8}$/)
  })
}

function testKeysAndList({ saved, create, storage }: Suite): void {
  test("accepts only the audience's own edit key, and stores only a hash", async () => {
    const { slug, editKey } = await create("Mine")
    const other = await create("Another")
    expect(editKey).toMatch(/^[\w-]{43}$/)
    expect(await saved().isEditKey(slug, editKey)).toBe(true)
    expect(await saved().isEditKey(slug, other.editKey)).toBe(false)
    expect(await saved().isEditKey(slug, "")).toBe(false)
    const rows = await storage().run((db) => db.selectFrom("audiences").selectAll().execute())
    expect(JSON.stringify(rows)).not.toContain(editKey)
  })

  test("lists only listed audiences, newest first", async () => {
    const { slug: hidden } = await create("Hidden")
    const { slug: first } = await create("First", true)
    await new Promise((done) => setTimeout(done, 5))
    const { slug: second } = await create("Second", true)
    const list = await saved().list()
    expect(list.slice(0, 2)).toEqual([
      { slug: second, name: "Second" },
      { slug: first, name: "First" },
    ])
    expect(list.map(({ slug }) => slug)).not.toContain(hidden)
  })
}

function testRevisions({ saved, create }: Suite): void {
  test("each save creates a revision, and the history contains those that changed the visits", async () => {
    const { slug } = await create("Moves")
    const replaced = { name: "Moves", listed: false, visits: { ...visits(2), source: "access-log" } }
    expect(await saved().update(slug, 1, replaced)).toBe(2)
    expect(await saved().update(slug, 2, { name: "Renamed", listed: true })).toBe(3)
    expect(await saved().find(slug)).toMatchObject({
      name: "Renamed",
      listed: true,
      revision: 3,
      visitsRevision: 2,
    })
    expect(await saved().visits(slug, 1)).toEqual(visits(1))
    expect(await saved().visits(slug, 2)).toEqual(replaced.visits)
    const history = await saved().history(slug, 10)
    expect(history.map(({ revision, source }) => [revision, source])).toEqual([
      [2, "access-log"],
      [1, "api"],
    ])
    expect(await saved().history(slug, 1)).toHaveLength(1)
  })

  test("of ten concurrent updates of a revision, one succeeds and the others are stale", async () => {
    const { slug } = await create("Contended")
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        saved().update(slug, 1, { name: String(index), listed: false, visits: visits(index) }),
      ),
    )
    expect(results.filter((result) => result === 2)).toHaveLength(1)
    expect(results.filter((result) => result === "stale")).toHaveLength(9)
    const winner = results.indexOf(2)
    expect(await saved().find(slug)).toMatchObject({ name: String(winner), revision: 2 })
    expect((await saved().visits(slug, 2))?.browsers.chrome?.["120"]).toBe(winner)
  })
}

function testRemoval({ saved, create }: Suite): void {
  test("removes an audience with its history", async () => {
    const { slug } = await create("Goes")
    await saved().update(slug, 1, { name: "Goes", listed: true, visits: visits(2) })
    expect(await saved().remove(slug)).toBe(true)
    expect(await saved().find(slug)).toBeUndefined()
    expect(await saved().history(slug, 10)).toEqual([])
    expect(await saved().visits(slug, 1)).toBeUndefined()
    expect(await saved().update(slug, 2, { name: "Back", listed: true, visits: visits(3) })).toBe("stale")
  })

  test("treats SQL in a name or slug as text", async () => {
    const name = "Robert'); DROP TABLE audiences; --"
    const { slug } = await create(name)
    expect(await saved().find(slug)).toMatchObject({ name })
    expect(await saved().find("' OR '1'='1")).toBeUndefined()
    expect(await saved().remove("' OR '1'='1")).toBe(false)
    expect(await saved().find(slug)).toMatchObject({ name })
  })

  test("does not remove an audience that has a newer revision", async () => {
    const { slug } = await create("Contended")
    await saved().update(slug, 1, { name: "Saved", listed: true })
    expect(await saved().remove(slug, 1)).toBe(false)
    expect(await saved().find(slug)).toMatchObject({ name: "Saved", revision: 2 })
    expect(await saved().remove(slug, 2)).toBe(true)
    expect(await saved().find(slug)).toBeUndefined()
  })

  test("keeps versions that are property names of JavaScript objects", async () => {
    const browsers = JSON.parse('{ "chrome": { "__proto__": 5, "constructor": 6 } }')
    const { slug } = await saved().create({
      name: "constructor",
      listed: false,
      visits: { ...visits(1), browsers },
    })
    const read = await saved().visits(slug, 1)
    expect(Object.entries(read?.browsers.chrome ?? {})).toEqual([
      ["__proto__", 5],
      ["constructor", 6],
    ])
    expect({}).not.toHaveProperty("5")
  })
}

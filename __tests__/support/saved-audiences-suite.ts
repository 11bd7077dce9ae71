import { SavedAudiences } from "../../src/storage/saved-audiences"
import { openStorage, type Storage } from "../../src/storage/storage"
import type { NewDatabase } from "./databases"

const visits = (count: number) => ({
  browsers: { chrome: { "120": count, "121": 0.25 }, ios_saf: { "15.6": 1e15 } },
  unknown: 0.1,
  source: "api",
})

/** What holds on either database. */
export function testSavedAudiences(newDatabase: NewDatabase): void {
  let storage: Storage
  let saved: SavedAudiences
  beforeAll(async () => {
    storage = openStorage(await newDatabase())
    saved = new SavedAudiences(storage)
  })
  afterAll(() => storage.close())
  const create = (name: string, listed = false) => saved.create({ name, listed, visits: visits(1) })

  test("what is saved is found again, to the last digit", async () => {
    const name = `Ünï “<b>${"x".repeat(60)}'; DROP TABLE audiences;--`
    const { slug } = await saved.create({ name, listed: false, visits: visits(0.1 + 0.2) })
    const now = Date.now()
    const found = await saved.find(slug)
    expect(found).toEqual({
      slug,
      name,
      listed: false,
      savedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      revision: 1,
      visitsRevision: 1,
    })
    expect(Math.abs(now - Date.parse(found?.savedAt ?? ""))).toBeLessThan(60_000)
    expect(await saved.visits(slug, 1)).toEqual(visits(0.1 + 0.2))
  })

  test("what is not there is not found", async () => {
    expect(await saved.find("nobody-at-home")).toBeUndefined()
    expect(await saved.visits("nobody-at-home", 1)).toBeUndefined()
    expect(await saved.isKey("nobody-at-home", "key")).toBeUndefined()
    expect(await saved.history("nobody-at-home", 5)).toEqual([])
    expect(await saved.remove("nobody-at-home")).toBe(false)
    expect(await saved.update("nobody-at-home", 1, { name: "x", listed: true, visits: visits(1) })).toBe(
      "stale",
    )
  })

  test("a slug tells its name and cannot be guessed", async () => {
    const { slug } = await create("  Acmé Shop! ")
    const { slug: again } = await create("  Acmé Shop! ")
    expect(slug).toMatch(/^acme-shop-[2-9a-hj-kmnp-tv-z]{8}$/)
    expect(again).not.toBe(slug)
    expect((await create("日本")).slug).toMatch(/^audience-\w{8}$/)
    expect((await create("x".repeat(100))).slug).toMatch(/^x{40}-\w{8}$/)
  })

  test("only its own key is its key, and the key itself is nowhere", async () => {
    const { slug, editKey } = await create("Mine")
    const other = await create("Another")
    expect(editKey).toMatch(/^[\w-]{43}$/)
    expect(await saved.isKey(slug, editKey)).toBe(true)
    expect(await saved.isKey(slug, other.editKey)).toBe(false)
    expect(await saved.isKey(slug, "")).toBe(false)
    const rows = await storage.run((db) => db.selectFrom("audiences").selectAll().execute())
    expect(JSON.stringify(rows)).not.toContain(editKey)
  })

  test("only those that are listed are in the list, newest first", async () => {
    const { slug: hidden } = await create("Hidden")
    const { slug: first } = await create("First", true)
    await new Promise((done) => setTimeout(done, 5))
    const { slug: second } = await create("Second", true)
    const list = await saved.list()
    expect(list.slice(0, 2)).toEqual([
      { slug: second, name: "Second" },
      { slug: first, name: "First" },
    ])
    expect(list.map(({ slug }) => slug)).not.toContain(hidden)
  })

  test("each save is a revision, and those that brought visits are the history", async () => {
    const { slug } = await create("Moves")
    const replaced = { name: "Moves", listed: false, visits: { ...visits(2), source: "access-log" } }
    expect(await saved.update(slug, 1, replaced)).toBe(2)
    expect(await saved.update(slug, 2, { name: "Renamed", listed: true })).toBe(3)
    expect(await saved.find(slug)).toMatchObject({
      name: "Renamed",
      listed: true,
      revision: 3,
      visitsRevision: 2,
    })
    expect(await saved.visits(slug, 1)).toEqual(visits(1))
    expect(await saved.visits(slug, 2)).toEqual(replaced.visits)
    const history = await saved.history(slug, 10)
    expect(history.map(({ revision, source }) => [revision, source])).toEqual([
      [2, "access-log"],
      [1, "api"],
    ])
    expect(await saved.history(slug, 1)).toHaveLength(1)
  })

  test("of several that save over one revision, one does, and the others are told", async () => {
    const { slug } = await create("Contended")
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, place) =>
        saved.update(slug, 1, { name: String(place), listed: false, visits: visits(place) }),
      ),
    )
    expect(results.filter((result) => result === 2)).toHaveLength(1)
    expect(results.filter((result) => result === "stale")).toHaveLength(9)
    const winner = results.indexOf(2)
    expect(await saved.find(slug)).toMatchObject({ name: String(winner), revision: 2 })
    expect((await saved.visits(slug, 2))?.browsers.chrome?.["120"]).toBe(winner)
  })

  test("one that is removed is gone with its history", async () => {
    const { slug } = await create("Goes")
    await saved.update(slug, 1, { name: "Goes", listed: true, visits: visits(2) })
    expect(await saved.remove(slug)).toBe(true)
    expect(await saved.find(slug)).toBeUndefined()
    expect(await saved.history(slug, 10)).toEqual([])
    expect(await saved.visits(slug, 1)).toBeUndefined()
    expect(await saved.update(slug, 2, { name: "Back", listed: true, visits: visits(3) })).toBe("stale")
  })

  test("SQL in a name or a slug is text", async () => {
    const name = "Robert'); DROP TABLE audiences; --"
    const { slug } = await create(name)
    expect(await saved.find(slug)).toMatchObject({ name })
    expect(await saved.find("' OR '1'='1")).toBeUndefined()
    expect(await saved.remove("' OR '1'='1")).toBe(false)
    expect(await saved.find(slug)).toMatchObject({ name })
  })

  test("one that is removed at a revision stays where another was saved since", async () => {
    const { slug } = await create("Contended")
    await saved.update(slug, 1, { name: "Saved", listed: true })
    expect(await saved.remove(slug, 1)).toBe(false)
    expect(await saved.find(slug)).toMatchObject({ name: "Saved", revision: 2 })
    expect(await saved.remove(slug, 2)).toBe(true)
    expect(await saved.find(slug)).toBeUndefined()
  })

  test("names of versions that mean something to JavaScript are only names", async () => {
    const browsers = JSON.parse('{ "chrome": { "__proto__": 5, "constructor": 6 } }')
    const { slug } = await saved.create({
      name: "constructor",
      listed: false,
      visits: { ...visits(1), browsers },
    })
    const read = await saved.visits(slug, 1)
    expect(Object.entries(read?.browsers.chrome ?? {})).toEqual([
      ["__proto__", 5],
      ["constructor", 6],
    ])
    expect({}).not.toHaveProperty("5")
  })
}

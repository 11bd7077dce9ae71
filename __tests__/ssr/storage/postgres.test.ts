import { isStorageUnavailable } from "#storage/storage-unavailable"
import { audiencesOf, draft, resultOf } from "../../support/inputs/saved-audiences"
import { testSavedAudiences } from "../../support/inputs/saved-audiences-suite"
import { newDatabaseOf, newPostgres } from "../../support/servers/databases"
import { type Postgres, startPostgres } from "../../support/servers/postgres"
import { startPostgresProxy } from "../../support/servers/postgres-proxy"

describe("saved audiences on PostgreSQL:", () => testSavedAudiences(newPostgres))

describe("while the server", () => {
  let server: Postgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.remove())
  const newDatabase = () => newDatabaseOf(server.url)
  let logged: jest.SpyInstance
  beforeEach(() => {
    logged = jest.spyOn(console, "error").mockImplementation(() => undefined)
  })
  afterEach(() => logged.mockRestore())

  test("is stopped, requests are unavailable, and they succeed after it starts again", async () => {
    const saved = audiencesOf(await newDatabase())
    const { slug } = await saved.create(draft)
    await server.stop()
    expect(await resultOf(saved.find(slug))).toBe("unavailable")
    expect(await resultOf(saved.create(draft))).toBe("unavailable")
    await server.start()
    expect(await saved.find(slug)).toMatchObject({ name: "Here" })
    expect(await saved.create(draft)).toMatchObject({ slug: expect.any(String) })
  })

  test("has not started yet, requests are unavailable, and they succeed after it starts", async () => {
    const env = await newDatabase()
    await server.stop()
    const saved = audiencesOf(env)
    expect(await resultOf(saved.list())).toBe("unavailable")
    await server.start()
    expect(await saved.list()).toEqual([])
  })

  test("loses a commit, the outcome is unknown; if only its response is lost, the save is found", async () => {
    const { DATABASE_URL: url = "" } = await newDatabase()
    const proxy = await startPostgresProxy(url)
    const saved = audiencesOf({ DATABASE_URL: proxy.url })
    const { visits } = draft
    const [renamed = "", replaced = "", removed = ""] = await Promise.all(
      [1, 2, 3].map(async () => (await saved.create(draft)).slug),
    )
    const writeAll = (name: string, expected: number) => [
      saved.create({ ...draft, name }),
      saved.update(renamed, expected, { name, listed: true }),
      saved.update(replaced, expected, { name, listed: true, visits }),
      saved.remove(removed),
    ]

    proxy.drop("commits")
    for (const { status, reason } of (await Promise.allSettled(
      writeAll("Lost", 1),
    )) as PromiseRejectedResult[]) {
      expect([status, reason.mayHaveSaved]).toEqual(["rejected", true])
    }
    expect((await saved.list()).map(({ name }) => name)).toEqual(["Here", "Here", "Here"])

    proxy.drop("responses to commits")
    const started = performance.now()
    const [created, ...others] = await Promise.all(writeAll("Mine", 1))
    // The request waits for one query timeout of 3 s. It does not wait for a second timeout of the rollback.
    expect(performance.now() - started).toBeLessThan(5_500)
    expect(others).toEqual([2, 2, true])
    const { slug, editKey } = created as { slug: string; editKey: string }
    proxy.drop(undefined)
    expect(await saved.isEditKey(slug, editKey)).toBe(true)
    expect((await saved.list()).map(({ name }) => name)).toEqual(["Mine", "Mine", "Mine"])
    await proxy.close()
  })

  test("lacks the database, requests are unavailable, and only the log contains its name", async () => {
    const { DATABASE_URL: url = "" } = await newDatabase()
    const saved = audiencesOf({ DATABASE_URL: url.replace(/\w+$/, "nowhere") })
    const error = await saved.list().catch((thrown) => thrown)
    expect(isStorageUnavailable(error)).toBe(true)
    expect(error.message).not.toContain("nowhere")
    expect(String(logged.mock.calls[0]?.[1])).toContain("nowhere")
  })
})

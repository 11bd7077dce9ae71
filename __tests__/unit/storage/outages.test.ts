import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { SavedAudiences } from "../../../src/storage/saved-audiences"
import { openStorage, type Storage } from "../../../src/storage/storage"
import { isStorageUnavailable } from "../../../src/storage/storage-unavailable"
import { temporaryDirectory } from "../../support/data-directory"
import { createDatabase, type Postgres, startPostgres } from "../../support/postgres"
import { standBetween } from "../../support/postgres-proxy"
import { startProgram } from "../../support/processes"

const draft = {
  name: "Here",
  listed: true,
  visits: { browsers: { chrome: { "120": 1 } }, unknown: 0, source: "api" },
}

let logged: jest.SpyInstance
beforeEach(() => {
  logged = jest.spyOn(console, "error").mockImplementation(() => undefined)
})
afterEach(() => logged.mockRestore())

const storages: Storage[] = []
afterEach(async () => {
  await Promise.all(storages.splice(0).map((storage) => storage.close()))
})
function audiencesOf(env: Record<string, string>): SavedAudiences {
  const storage = openStorage(env)
  storages.push(storage)
  return new SavedAudiences(storage)
}

/** What the database says, or that it is not available. */
async function outcomeOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.catch((error) => {
    if (isStorageUnavailable(error)) return "unavailable"
    throw error
  })
}

describe("an SQLite file", () => {
  let directory: string
  let file: string
  let saved: SavedAudiences
  let slug: string
  beforeEach(async () => {
    directory = join(temporaryDirectory(), "data")
    file = join(directory, "reachline.db")
    saved = audiencesOf({ DATA_DIR: directory })
    slug = (await saved.create(draft)).slug
  })

  test("whose directory is removed is missed, not made anew, and found once it is back", async () => {
    renameSync(directory, `${directory}-away`)
    expect(await outcomeOf(saved.find(slug))).toBe("unavailable")
    expect(await outcomeOf(saved.create(draft))).toBe("unavailable")
    expect(await outcomeOf(saved.list())).toBe("unavailable")
    renameSync(`${directory}-away`, directory)
    expect(await saved.find(slug)).toMatchObject({ name: "Here" })
    expect(await saved.create(draft)).toMatchObject({ editKey: expect.any(String) })
    // One line for the outage, not one a request.
    expect(logged).toHaveBeenCalledTimes(1)
  })

  test("that is replaced by another is read and written as the other", async () => {
    const other = temporaryDirectory()
    const program = startProgram("storage-process.ts", ["save"], { DATA_DIR: other })
    program.process.stdin.end("\n")
    expect(await program.ended).toMatchObject({ code: 0 })
    for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true })
    renameSync(join(other, "reachline.db"), file)
    expect(await saved.find(slug)).toBeUndefined()
    expect(await saved.list()).toHaveLength(50)
    await saved.create(draft)
    expect(await audiencesOf({ DATA_DIR: directory }).list()).toHaveLength(51)
  })

  test("that is overwritten by something else is no database, until it is one again", async () => {
    renameSync(file, `${file}.good`)
    for (const end of ["-wal", "-shm"]) renameSync(file + end, `${file}.good${end}`)
    writeFileSync(file, "no database ".repeat(1_000))
    expect(await outcomeOf(saved.find(slug))).toBe("unavailable")
    renameSync(`${file}.good`, file)
    for (const end of ["-wal", "-shm"]) renameSync(`${file}.good${end}`, file + end)
    expect(await saved.find(slug)).toMatchObject({ name: "Here" })
  })

  test("that another process has locked is read, and written once the lock is gone; nobody waits meanwhile", async () => {
    let locked = () => {}
    const isLocked = new Promise<void>((done) => {
      locked = done
    })
    const other = startProgram("locking-process.ts", [file], {}, locked)
    await isLocked
    expect(await saved.find(slug)).toMatchObject({ name: "Here" })
    // The thread stays free: a timer that is due every few milliseconds keeps ringing while a save tries again.
    let rang = 0
    const timer = setInterval(() => rang++, 20)
    const started = performance.now()
    expect(await outcomeOf(saved.create(draft))).toBe("unavailable")
    const waited = performance.now() - started
    clearInterval(timer)
    expect(waited).toBeGreaterThan(1_500)
    expect(rang).toBeGreaterThan(10)
    const patient = saved.create(draft)
    setTimeout(() => other.process.stdin.end(), 300)
    expect(await patient).toMatchObject({ slug: expect.any(String) })
    await other.ended
    expect(await saved.list()).toHaveLength(2)
  })
})

describe("a PostgreSQL server", () => {
  let server: Postgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.remove())

  test("that stops is missed, and asked again once it is back", async () => {
    const saved = audiencesOf({ DATABASE_URL: await createDatabase(server.url, "outage") })
    const { slug } = await saved.create(draft)
    await server.stop()
    expect(await outcomeOf(saved.find(slug))).toBe("unavailable")
    expect(await outcomeOf(saved.create(draft))).toBe("unavailable")
    await server.start()
    expect(await saved.find(slug)).toMatchObject({ name: "Here" })
    expect(await saved.create(draft)).toMatchObject({ slug: expect.any(String) })
  })

  test("that is not there yet is asked once it is", async () => {
    const url = await createDatabase(server.url, "late")
    await server.stop()
    const saved = audiencesOf({ DATABASE_URL: url })
    expect(await outcomeOf(saved.list())).toBe("unavailable")
    await server.start()
    expect(await saved.list()).toEqual([])
  })

  test("that commits and is not heard any more has saved what it has; a commit that it did not get may be one", async () => {
    const url = await createDatabase(server.url, "unheard")
    const between = await standBetween(url)
    const saved = audiencesOf({ DATABASE_URL: between.url })
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

    between.drop("commits")
    for (const { status, reason } of (await Promise.allSettled(
      writeAll("Lost", 1),
    )) as PromiseRejectedResult[]) {
      expect([status, reason.mayHaveSaved]).toEqual(["rejected", true])
    }
    expect((await saved.list()).map(({ name }) => name)).toEqual(["Here", "Here", "Here"])

    between.drop("answers to commits")
    const started = performance.now()
    const [created, ...others] = await Promise.all(writeAll("Mine", 1))
    // One patience of 3 s, and none for the rollback.
    expect(performance.now() - started).toBeLessThan(5_500)
    expect(others).toEqual([2, 2, true])
    const { slug, editKey } = created as { slug: string; editKey: string }
    between.drop(undefined)
    expect(await saved.isKey(slug, editKey)).toBe(true)
    expect((await saved.list()).map(({ name }) => name)).toEqual(["Mine", "Mine", "Mine"])
    await between.close()
  })

  test("without the database that is named is an outage, and tells its name to the log alone", async () => {
    const url = await createDatabase(server.url, "known")
    const saved = audiencesOf({ DATABASE_URL: url.replace("known", "nowhere") })
    const error = await saved.list().catch((thrown) => thrown)
    expect(isStorageUnavailable(error)).toBe(true)
    expect(error.message).not.toContain("nowhere")
    expect(String(logged.mock.calls[0]?.[1])).toContain("nowhere")
  })
})

test("what the environment cannot mean is an outage that the log explains", async () => {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, "file"), "")
  for (const [env, sentence] of [
    [
      { DATABASE_URL: "mysql://root:secret@db/reachline" },
      /DATABASE_URL must be the address of a PostgreSQL/,
    ],
    [{ DATA_DIR: join(directory, "file") }, /DATA_DIR must be a directory/],
  ] as const) {
    expect(await outcomeOf(audiencesOf(env).list())).toBe("unavailable")
    const said = String(logged.mock.calls.at(-1)?.[1])
    expect(said).toMatch(sentence)
    expect(said).not.toContain("secret")
  }
})

test("a directory that cannot be made is an outage, and used once it can", async () => {
  const directory = join(temporaryDirectory(), "taken")
  const saved = audiencesOf({ DATA_DIR: join(directory, "data") })
  writeFileSync(directory, "")
  expect(await outcomeOf(saved.list())).toBe("unavailable")
  rmSync(directory)
  mkdirSync(directory)
  expect(await saved.list()).toEqual([])
})

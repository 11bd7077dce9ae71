import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import Database from "libsql"
import type { SavedAudiences } from "#storage/saved-audiences"
import { temporaryDirectory } from "../../support/inputs/data-directory"
import { audiencesOf, draft, resultOf } from "../../support/inputs/saved-audiences"

let logged: jest.SpyInstance
beforeEach(() => {
  logged = jest.spyOn(console, "error").mockImplementation(() => undefined)
})
afterEach(() => logged.mockRestore())

describe("while the SQLite file", () => {
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

  test("is missing, requests are unavailable, and no new file is created", async () => {
    renameSync(directory, `${directory}-away`)
    expect(await resultOf(saved.find(slug))).toBe("unavailable")
    expect(await resultOf(saved.create(draft))).toBe("unavailable")
    expect(await resultOf(saved.list())).toBe("unavailable")
    renameSync(`${directory}-away`, directory)
    expect(await saved.find(slug)).toMatchObject({ name: "Here" })
    expect(await saved.create(draft)).toMatchObject({ editKey: expect.any(String) })
    expect(logged).toHaveBeenCalledTimes(1)
  })

  test("contains something else, requests are unavailable", async () => {
    renameSync(file, `${file}.good`)
    for (const end of ["-wal", "-shm"]) renameSync(file + end, `${file}.good${end}`)
    writeFileSync(file, "no database ".repeat(1_000))
    expect(await resultOf(saved.find(slug))).toBe("unavailable")
    renameSync(`${file}.good`, file)
    for (const end of ["-wal", "-shm"]) renameSync(`${file}.good${end}`, file + end)
    expect(await saved.find(slug)).toMatchObject({ name: "Here" })
  })

  test("is locked, reads succeed, and writes retry without blocking the thread", async () => {
    const other = new Database(file)
    other.exec("BEGIN EXCLUSIVE")
    expect(await saved.find(slug)).toMatchObject({ name: "Here" })
    let ticks = 0
    const timer = setInterval(() => ticks++, 20)
    const started = performance.now()
    expect(await resultOf(saved.create(draft))).toBe("unavailable")
    const waited = performance.now() - started
    clearInterval(timer)
    expect(waited).toBeGreaterThan(1_500)
    expect(ticks).toBeGreaterThan(10)
    const retried = saved.create(draft)
    setTimeout(() => other.exec("ROLLBACK"), 300)
    expect(await retried).toMatchObject({ slug: expect.any(String) })
    other.close()
    expect(await saved.list()).toHaveLength(2)
  })
})

test("an invalid setting is an outage, and the log contains the reason", async () => {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, "file"), "")
  for (const [env, message] of [
    [{ DATABASE_URL: "mysql://root:secret@db/reachline" }, /DATABASE_URL must be the URL of a PostgreSQL/],
    [{ DATA_DIR: join(directory, "file") }, /DATA_DIR must be a directory/],
  ] as const) {
    expect(await resultOf(audiencesOf(env).list())).toBe("unavailable")
    const text = String(logged.mock.calls.at(-1)?.[1])
    expect(text).toMatch(message)
    expect(text).not.toContain("secret")
  }
})

test("a directory that cannot be created is an outage, until it can be created", async () => {
  const directory = join(temporaryDirectory(), "taken")
  const saved = audiencesOf({ DATA_DIR: join(directory, "data") })
  writeFileSync(directory, "")
  expect(await resultOf(saved.list())).toBe("unavailable")
  rmSync(directory)
  mkdirSync(directory)
  expect(await saved.list()).toEqual([])
})

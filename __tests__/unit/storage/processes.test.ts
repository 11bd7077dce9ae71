import { renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { SavedAudiences } from "../../../src/storage/saved-audiences"
import { openStorage, type Storage } from "../../../src/storage/storage"
import { temporaryDirectory } from "../../support/data-directory"
import { describeOnPostgres, type NewDatabase, newSqlite } from "../../support/databases"
import { type Program, startProgram } from "../../support/processes"
import { audiencesOf, draft } from "../../support/saved-audiences"
import { visitsOf } from "../../support/storage-process"

/** Rounds of kill -9; `npm run chaos` asks for more. */
const rounds = Number(process.env.CHAOS || 3)

jest.setTimeout(60_000 + rounds * 20_000)

describe("several processes on SQLite", () => testProcesses(newSqlite))
describeOnPostgres("several processes", testProcesses)

function testProcesses(newDatabase: NewDatabase): void {
  async function opened<Result>(
    env: Record<string, string>,
    work: (saved: SavedAudiences, storage: Storage) => Promise<Result>,
  ): Promise<Result> {
    const storage = openStorage(env)
    try {
      return await work(new SavedAudiences(storage), storage)
    } finally {
      await storage.close()
    }
  }

  test("8 that start at once migrate once, and 8 that save and read at once lose nothing", async () => {
    const env = await newDatabase()
    let open = 0
    let allOpen = () => {}
    const everyoneOpen = new Promise<void>((done) => {
      allOpen = done
    })
    const programs = Array.from({ length: 8 }, () =>
      startProgram(
        "storage-process.ts",
        ["add"],
        env,
        (line) => line === "listed 0" && ++open === 8 && allOpen(),
      ),
    )
    await Promise.race([everyoneOpen, Promise.all(programs.map(({ ended }) => ended))])
    const { slug } = await opened(env, (saved) =>
      saved.create({ name: "Shared", listed: true, visits: visitsOf(0) }),
    )
    for (const { process: program } of programs) program.stdin.write(`${slug}\n`)
    for (const { ended, errors, lines } of programs) {
      expect([await ended, errors(), lines()]).toEqual([{ code: 0, signal: null }, "", ["listed 0", "added"]])
    }
    await opened(env, async (saved) => {
      expect(await saved.find(slug)).toMatchObject({ revision: 81, visitsRevision: 81 })
      expect(await saved.visits(slug, 81)).toEqual(visitsOf(80))
      expect(await saved.history(slug, 100)).toHaveLength(81)
      expect(await saved.list()).toHaveLength(9)
    })
  })

  test(`kill -9 at a random moment in 200 saves, ${rounds} times: what was acknowledged is there, and nothing half`, async () => {
    const env = await newDatabase()
    const acknowledged = new Map<string, number>()
    for (let round = 0; round < rounds; round++) {
      const last = 1 + Math.floor(Math.random() * 190)
      let lines = 0
      const program: Program = startProgram("storage-process.ts", ["save"], env, (line) => {
        const [, slug = "", revision] = line.split(" ")
        acknowledged.set(slug, Number(revision))
        // Some microseconds to some milliseconds into a later save.
        if (++lines === last) setTimeout(() => program.process.kill("SIGKILL"), Math.random() * 5)
      })
      const { signal } = await program.ended
      expect([signal, program.errors()]).toEqual(["SIGKILL", ""])
      expect(lines).toBeGreaterThanOrEqual(last)
      await opened(env, (_, storage) => expectWhole(storage, acknowledged))
    }
  })

  async function expectWhole(storage: Storage, acknowledged: ReadonlyMap<string, number>) {
    const audiences = await storage.run((db) => db.selectFrom("audiences").selectAll().execute())
    const revisions = await storage.run((db) => db.selectFrom("audience_visits").selectAll().execute())
    for (const [slug, revision] of acknowledged) {
      expect(audiences.find((audience) => audience.slug === slug)?.revision).toBeGreaterThanOrEqual(revision)
    }
    // Not even one that nobody was told of is there in part.
    for (const { slug, revision, visits_revision } of audiences) {
      expect(visits_revision).toBe(revision)
      const own = revisions.filter((row) => row.slug === slug).map((row) => row.revision)
      expect(own.sort()).toEqual(Array.from({ length: revision }, (_, place) => place + 1))
    }
    expect(revisions).toHaveLength(audiences.reduce((sum, { revision }) => sum + revision, 0))
    for (const { revision, browsers, unknown_visits, source } of revisions) {
      const { browsers: whole } = visitsOf(revision)
      expect(browsers === JSON.stringify(whole)).toBe(true)
      expect([unknown_visits, source]).toEqual([revision, String(revision)])
    }
  }
}

test("an SQLite file that is replaced by another is read and written as the other", async () => {
  const directory = temporaryDirectory()
  const file = join(directory, "reachline.db")
  const saved = audiencesOf({ DATA_DIR: directory })
  const { slug } = await saved.create(draft)
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

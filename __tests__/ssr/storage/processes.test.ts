import { renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { temporaryDirectory } from "../../support/inputs/data-directory"
import { audiencesOf, draft, withStorage } from "../../support/inputs/saved-audiences"
import { describeOnBoth } from "../../support/servers/databases"
import { startProgram } from "../../support/servers/processes"
import { visitsOf } from "../../support/servers/storage-process"

describeOnBoth("several processes", (newDatabase) => {
  test("8 migrate at the same time without an error, and 8 save and read at the same time without a lost update", async () => {
    const env = await newDatabase()
    let open = 0
    let allOpen = () => {}
    const everyProcessOpen = new Promise<void>((done) => {
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
    await Promise.race([everyProcessOpen, Promise.all(programs.map(({ ended }) => ended))])
    const { slug } = await withStorage(env, (saved) =>
      saved.create({ name: "Shared", listed: true, visits: visitsOf(0) }),
    )
    for (const { process: program } of programs) program.stdin.write(`${slug}\n`)
    for (const { ended, errors, lines } of programs) {
      expect([await ended, errors(), lines()]).toEqual([{ code: 0, signal: null }, "", ["listed 0", "added"]])
    }
    await withStorage(env, async (saved) => {
      expect(await saved.find(slug)).toMatchObject({ revision: 81, visitsRevision: 81 })
      expect(await saved.visits(slug, 81)).toEqual(visitsOf(80))
      expect(await saved.history(slug, 100)).toHaveLength(81)
      expect(await saved.list()).toHaveLength(9)
    })
  })
})

test("reads and writes the new file after the SQLite file was replaced", async () => {
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

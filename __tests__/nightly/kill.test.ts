import type { Storage } from "#storage/storage"
import { withStorage } from "../support/inputs/saved-audiences"
import { isShort } from "../support/jest/nightly"
import { describeOnBoth } from "../support/servers/databases"
import { type Program, startProgram } from "../support/servers/processes"
import { minutes } from "../support/servers/running"
import { visitsOf } from "../support/servers/storage-process"

const rounds = isShort ? 2 : 20

jest.setTimeout(minutes(1 + rounds / 3))

describeOnBoth("saves", (newDatabase) => {
  test(`after kill -9 at a random moment, ${rounds} times, every acknowledged save is there, and no partial one`, async () => {
    const env = await newDatabase()
    const acknowledged = new Map<string, number>()
    for (let round = 0; round < rounds; round++) {
      const last = 1 + Math.floor(Math.random() * 190)
      let lines = 0
      const program: Program = startProgram("storage-process.ts", ["save"], env, (line) => {
        const [, slug = "", revision] = line.split(" ")
        acknowledged.set(slug, Number(revision))
        if (++lines === last) setTimeout(() => program.process.kill("SIGKILL"), Math.random() * 5)
      })
      const { signal } = await program.ended
      expect([signal, program.errors()]).toEqual(["SIGKILL", ""])
      expect(lines).toBeGreaterThanOrEqual(last)
      await withStorage(env, (_, storage) => expectComplete(storage, acknowledged))
    }
  })
})

async function expectComplete(storage: Storage, acknowledged: ReadonlyMap<string, number>) {
  const audiences = await storage.run((db) => db.selectFrom("audiences").selectAll().execute())
  const revisions = await storage.run((db) => db.selectFrom("audience_visits").selectAll().execute())
  for (const [slug, revision] of acknowledged) {
    expect(audiences.find((audience) => audience.slug === slug)?.revision).toBeGreaterThanOrEqual(revision)
  }
  // Audiences that were saved without an acknowledgement must also be complete.
  for (const { slug, revision, visits_revision } of audiences) {
    expect(visits_revision).toBe(revision)
    const own = revisions.filter((row) => row.slug === slug).map((row) => row.revision)
    expect(own.sort()).toEqual(Array.from({ length: revision }, (_, index) => index + 1))
  }
  expect(revisions).toHaveLength(audiences.reduce((sum, { revision }) => sum + revision, 0))
  for (const { revision, browsers, unknown_visits, source } of revisions) {
    const { browsers: expected } = visitsOf(revision)
    expect(browsers === JSON.stringify(expected)).toBe(true)
    expect([unknown_visits, source]).toEqual([revision, String(revision)])
  }
}

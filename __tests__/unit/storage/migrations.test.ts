import { join } from "node:path"
import type * as KyselyPackage from "kysely"
import Database from "libsql"
import { SavedAudiences } from "#storage/saved-audiences"
import { openStorage } from "#storage/storage"
import { migrations, type Tables } from "#storage/tables"
import { temporaryDirectory } from "../../support/inputs/data-directory"

const { Kysely, Migrator, SqliteDialect } = require("kysely") as typeof KyselyPackage

const visits = { browsers: { chrome: { "120": 3 } }, unknown: 1, source: "api" }

/** Creates a database with only the first migrations, as an older release did. */
async function olderDatabase(count: number): Promise<string> {
  const directory = temporaryDirectory()
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: new Database(join(directory, "reachline.db")) as never }),
  })
  const released = Object.fromEntries(Object.entries(migrations).slice(0, count))
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => released },
  }).migrateToLatest()
  expect(error).toBeUndefined()
  await db
    .insertInto("audiences")
    .values({
      slug: "acme-abcdefgh",
      name: "Acme",
      listed: 0,
      key_hash: "x",
      created_at: "2026-11-01T00:00:00.000Z",
      revision: 1,
      visits_revision: 1,
    })
    .execute()
  await db
    .insertInto("audience_visits")
    .values({
      slug: "acme-abcdefgh",
      revision: 1,
      saved_at: "2026-11-01T00:00:00.000Z",
      browsers: JSON.stringify(visits.browsers),
      unknown_visits: visits.unknown,
      source: visits.source,
    } as Tables["audience_visits"])
    .execute()
  await db.destroy()
  return directory
}

test("a database of the first release keeps its audiences, and accepts new ones", async () => {
  const directory = await olderDatabase(1)
  const storage = openStorage({ DATA_DIR: directory, DATABASE_URL: "" })
  const saved = new SavedAudiences(storage)
  expect(await saved.visits("acme-abcdefgh", 1)).toEqual(visits)
  const counted = { ...visits, lowerBounds: 2 }
  expect(await saved.update("acme-abcdefgh", 1, { name: "Acme", listed: false, visits: counted })).toBe(2)
  expect(await saved.visits("acme-abcdefgh", 2)).toEqual(counted)
  await storage.close()
})

import { randomUUID } from "node:crypto"
import { temporaryDirectory } from "./data-directory"
import { createDatabase } from "./postgres"
import { readShared } from "./shared"

/** The environment that names a new, empty database. */
export type NewDatabase = () => Promise<Record<string, string>>

/** Runs the same tests on both databases, on SQLite in a directory and on a real PostgreSQL. */
export function describeOnBoth(name: string, tests: (newDatabase: NewDatabase) => void): void {
  describe(`${name} on SQLite`, () => {
    tests(async () => ({ DATA_DIR: temporaryDirectory(), DATABASE_URL: "" }))
  })
  describe(`${name} on PostgreSQL`, () => {
    tests(() => createSharedDatabase())
  })
}

async function createSharedDatabase() {
  return { DATABASE_URL: await createDatabase(readShared().postgres, `reachline_${randomUUID()}`) }
}

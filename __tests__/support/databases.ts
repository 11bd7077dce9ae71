import { randomUUID } from "node:crypto"
import { temporaryDirectory } from "./data-directory"
import { createDatabase } from "./postgres"
import { readShared } from "./shared"

/** Creates an empty database. Returns the environment that configures it. */
export type NewDatabase = () => Promise<Record<string, string>>

export const newSqlite: NewDatabase = async () => ({ DATA_DIR: temporaryDirectory(), DATABASE_URL: "" })

/** Creates a database on the PostgreSQL server that all suites share. */
export const newPostgres: NewDatabase = async () => newDatabaseOf(readShared().postgres)

export const newDatabaseOf = async (server: string) => ({
  DATABASE_URL: await createDatabase(server, `reachline_${randomUUID()}`),
})

/** Runs the same tests on SQLite and on PostgreSQL. */
export function describeOnBoth(name: string, tests: (newDatabase: NewDatabase) => void): void {
  describe(`${name} on SQLite`, () => tests(newSqlite))
  describe(`${name} on PostgreSQL`, () => tests(newPostgres))
}

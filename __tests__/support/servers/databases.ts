import { randomUUID } from "node:crypto"
import { temporaryDirectory } from "../inputs/data-directory"
import { createDatabase } from "./postgres"
import { readShared } from "./shared"

export type NewDatabase = () => Promise<Record<string, string>>

export const newSqlite: NewDatabase = async () => ({ DATA_DIR: temporaryDirectory(), DATABASE_URL: "" })

export const newPostgres: NewDatabase = async () => newDatabaseOf(readShared().postgres)

export const newDatabaseOf = async (server: string) => ({
  DATABASE_URL: await createDatabase(server, `reachline_${randomUUID()}`),
})

export function describeOnBoth(name: string, tests: (newDatabase: NewDatabase) => void): void {
  describe(`${name} on SQLite`, () => tests(newSqlite))
  describe(`${name} on PostgreSQL`, () => tests(newPostgres))
}

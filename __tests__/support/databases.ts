import { temporaryDirectory } from "./data-directory"
import { type Postgres, startPostgres } from "./postgres"

/** The environment that names a new, empty database. */
export type NewDatabase = () => Promise<Record<string, string>>

/** Runs the same tests on both databases, on SQLite in a directory and on a real PostgreSQL. */
export function describeOnBoth(name: string, tests: (newDatabase: NewDatabase) => void): void {
  describe(`${name} on SQLite`, () => {
    tests(async () => ({ DATA_DIR: temporaryDirectory(), DATABASE_URL: "" }))
  })
  describe(`${name} on PostgreSQL`, () => {
    let server: Postgres
    let databases = 0
    beforeAll(async () => {
      server = await startPostgres()
    })
    afterAll(() => server?.remove())
    tests(async () => ({ DATABASE_URL: await server.createDatabase(`reachline_${++databases}`) }))
  })
}

import type * as KyselyPackage from "kysely"
import type * as PgPackage from "pg"
import { nodeRequire } from "../catalog/node-require"
import type { Connect } from "./connection"
import { migrate, pendingMigrations } from "./migrate"
import type { Tables } from "./tables"

/** Each process has a few: what is saved is small, and read by its key. */
const connections = 4

/** Milliseconds. Together they end before a page's deadline does. */
const patience = { connecting: 2_000, asking: 3_000 }

/** Connects to a PostgreSQL database. Its migrations are done once by kysely's own lock. */
export function postgresConnector(url: string): Connect {
  const { Kysely, PostgresDialect } = nodeRequire<typeof KyselyPackage>("kysely")
  const { Pool } = nodeRequire<typeof PgPackage>("pg")

  return async () => {
    const pool = new Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: patience.connecting,
      query_timeout: patience.asking,
      statement_timeout: patience.asking,
      allowExitOnIdle: true,
    })
    // A connection that breaks while nobody uses it leaves the pool by itself, and unheard it would end the process.
    pool.on("error", () => {})
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    try {
      if (await pendingMigrations(db)) await migrate(db)
    } catch (error) {
      await db.destroy()
      throw error
    }
    return { db, isCurrent: () => true, close: () => db.destroy() }
  }
}

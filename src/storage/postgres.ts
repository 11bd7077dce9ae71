import type * as KyselyPackage from "kysely"
import type * as PgPackage from "pg"
import { nodeRequire } from "../catalog/node-require"
import type { Connect } from "./connection"
import { migrate, pendingMigrations } from "./migrate"
import type { Tables } from "./tables"

/** Each process has a few: what is saved is small, and read by its key. */
const connections = 4

/**
 * Milliseconds. A read ends before a page's deadline does (5 s); a write, of up to four questions and a look at what
 * came of them, before its own (20 s).
 */
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
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: leavingBroken(pool) }) })
    try {
      if (await pendingMigrations(db)) await migrate(db)
    } catch (error) {
      await db.destroy()
      throw error
    }
    return { db, isCurrent: () => true, close: () => db.destroy() }
  }
}

/**
 * A pool whose connections are closed once they leave a question unanswered: whatever came next on such a one, a rollback
 * too, would wait behind it for as long again.
 */
function leavingBroken(pool: PgPackage.Pool): KyselyPackage.PostgresPool {
  const { DatabaseError } = nodeRequire<typeof PgPackage>("pg")
  return {
    async connect() {
      const client = await pool.connect()
      let broken: Error | undefined
      const query = async (sql: string, parameters: readonly unknown[]) => {
        if (broken) throw broken
        try {
          return await client.query(sql, [...parameters])
        } catch (error) {
          // What the server refuses leaves the connection as it was.
          if (!(error instanceof DatabaseError)) broken = error as Error
          throw error
        }
      }
      return { query: query as never, release: () => client.release(broken) }
    },
    end: () => pool.end(),
  }
}

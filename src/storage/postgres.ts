import type * as KyselyPackage from "kysely"
import type * as PgPackage from "pg"
import { nodeRequire } from "#runtime/node-require"
import type { Connect } from "./connection"
import { migrate, pendingMigrations } from "./migrate"
import type { Tables } from "./tables"

const maxConnections = 4

/**
 * The maximum times for connecting and for one query. A page has a deadline of 5 s, which is enough for connecting and
 * one query. A write has a deadline of 20 s, which is enough for connecting and five queries.
 */
const connectTimeoutMs = 2_000
const queryTimeoutMs = 3_000

/**
 * Connects to a PostgreSQL database. Kysely locks the database during migrations, so that only one process runs the
 * migrations.
 */
export function postgresConnector(url: string): Connect {
  const { Kysely, PostgresDialect } = nodeRequire<typeof KyselyPackage>("kysely")
  const { Pool } = nodeRequire<typeof PgPackage>("pg")

  return async () => {
    const pool = new Pool({
      connectionString: url,
      max: maxConnections,
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: queryTimeoutMs,
      statement_timeout: queryTimeoutMs,
      allowExitOnIdle: true,
    })
    // The pool removes a broken idle connection and emits its error. Without a listener the error would crash the
    // process.
    pool.on("error", () => {})
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: closingBrokenConnections(pool) }) })
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
 * Closes a connection after a query times out. PostgreSQL runs the queries of a connection in order, so the next query,
 * such as the rollback, would time out too.
 */
function closingBrokenConnections(pool: PgPackage.Pool): KyselyPackage.PostgresPool {
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
          // After a DatabaseError the connection still works, because this error is a response of the server.
          if (!(error instanceof DatabaseError)) broken = error as Error
          throw error
        }
      }
      return { query: query as never, release: () => client.release(broken) }
    },
    end: () => pool.end(),
  }
}

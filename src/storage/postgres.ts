import type * as KyselyPackage from "kysely"
import type * as PgPackage from "pg"
import { nodeRequire } from "#runtime/node-require"
import type { Connect } from "./connection"
import { migrate, pendingMigrations } from "./migrate"
import type { Tables } from "./tables"

const maxConnections = 4

/** Connecting and one query fit into a page's deadline of 5 s. A write of up to five queries fits into its deadline of 20 s. */
const connectTimeoutMs = 2_000
const queryTimeoutMs = 3_000

/** Connects to a PostgreSQL database. Kysely locks it for migrations, so that one process runs them. */
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
    // The pool removes an idle connection that breaks. Without a listener its error would crash the process.
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
 * Closes a connection after a query without a response. PostgreSQL runs queries in order, so a further query, such as the
 * rollback, would time out too.
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
          // A DatabaseError is a response of the server: the connection still works.
          if (!(error instanceof DatabaseError)) broken = error as Error
          throw error
        }
      }
      return { query: query as never, release: () => client.release(broken) }
    },
    end: () => pool.end(),
  }
}

import { mkdirSync, statSync } from "fs"
import type * as KyselyPackage from "kysely"
import type LibsqlDatabase from "libsql"
import path from "path"
import { nodeRequire } from "#runtime/node-require"
import type { Connect } from "./connection"
import { migrate, pendingMigrations } from "./migrate"
import type { Tables } from "./tables"

/**
 * Connects to an SQLite file. Only the first connection of a process may create the file. If the file is missing later,
 * for example because a volume is not mounted, connecting fails: a new, empty file would hide the saved audiences.
 */
export function sqliteConnector(file: string): Connect {
  const { Kysely, SqliteDialect } = nodeRequire<typeof KyselyPackage>("kysely")
  const Database = nodeRequire<typeof LibsqlDatabase>("libsql")
  let mayCreate = true

  return async () => {
    if (mayCreate) mkdirSync(path.dirname(file), { recursive: true })
    else statSync(file)
    const database = new Database(file)
    const db = new Kysely<Tables>({
      dialect: new SqliteDialect({ database: withImmediateTransactions(database) }),
    })
    try {
      // With WAL, several processes can read while another process writes.
      database.exec("PRAGMA journal_mode = WAL")
      // With FULL, SQLite fsyncs every commit.
      database.exec("PRAGMA synchronous = FULL")
      database.exec("PRAGMA foreign_keys = ON")
      // With a timeout, SQLite would block the thread that handles requests. `Storage` retries without blocking the
      // thread.
      database.exec("PRAGMA busy_timeout = 0")
      await migrateLocked(database, db)
      const opened = identityOf(file)
      mayCreate = false
      return {
        db,
        // If the file is removed or replaced, SQLite continues to write to the old file, and those writes are lost.
        isCurrent: () => identityOf(file) === opened,
        close: () => db.destroy(),
      }
    } catch (error) {
      database.close()
      throw error
    }
  }
}

/**
 * Makes each transaction take the write lock when it begins. Otherwise a transaction that begins with a read would fail
 * at its first write if another process wrote in between. Runs “begin immediate” with `exec`, not with a prepared
 * statement: if a prepared statement fails because of the lock, libsql resets it only when it is garbage-collected.
 */
function withImmediateTransactions(database: LibsqlDatabase.Database): KyselyPackage.SqliteDatabase {
  const execute = (sql: string) => () => {
    database.exec(sql)
    return { changes: 0, lastInsertRowid: 0 }
  }
  return {
    prepare: (sql) =>
      sql === "begin"
        ? { reader: false, run: execute("begin immediate"), all: () => [], iterate: () => [].values() }
        : (database.prepare(sql) as never),
    close: () => database.close(),
  }
}

/** Migrates with the write lock, so that only one process migrates and no process reads a partial migration. */
async function migrateLocked(
  database: LibsqlDatabase.Database,
  db: KyselyPackage.Kysely<Tables>,
): Promise<void> {
  if (!(await pendingMigrations(db))) return
  database.exec("BEGIN IMMEDIATE")
  try {
    await migrate(db)
    database.exec("COMMIT")
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK")
    throw error
  }
}

/** Whether an error means that another connection holds the lock. A retry can succeed. */
export function isBusy(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  return typeof code === "string" && code.startsWith("SQLITE_BUSY")
}

function identityOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats && `${stats.dev} ${stats.ino}`
}

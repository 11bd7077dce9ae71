import { mkdirSync, statSync } from "fs"
import type * as KyselyPackage from "kysely"
import type LibsqlDatabase from "libsql"
import path from "path"
import { nodeRequire } from "../catalog/node-require"
import type { Connect } from "./connection"
import { migrate, pendingMigrations } from "./migrate"
import type { Tables } from "./tables"

/**
 * Connects to an SQLite file, which the first connection of this process makes where there is none. A later one does
 * not: a file that is gone is missed (a volume that is not mounted, say) until it is back, and an empty one in its
 * place would look as if nothing had ever been saved.
 */
export function sqliteConnector(file: string): Connect {
  const { Kysely, SqliteDialect } = nodeRequire<typeof KyselyPackage>("kysely")
  const Database = nodeRequire<typeof LibsqlDatabase>("libsql")
  let mayCreate = true

  return async () => {
    if (mayCreate) mkdirSync(path.dirname(file), { recursive: true })
    else statSync(file)
    const database = new Database(file)
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: writingAtOnce(database) }) })
    try {
      // Readers and a writer at once, for several processes; the mode stays with the file.
      database.exec("PRAGMA journal_mode = WAL")
      // What is acknowledged has been forced to the disk: it survives the loss of power too.
      database.exec("PRAGMA synchronous = FULL")
      database.exec("PRAGMA foreign_keys = ON")
      // SQLite waits on the thread that answers requests. `run` tries again without holding it up.
      database.exec("PRAGMA busy_timeout = 0")
      await migrateAlone(database, db)
      const opened = identityOf(file)
      mayCreate = false
      return {
        db,
        // A file that was removed or replaced can still be written to by whoever has it open; nobody would read it.
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
 * Transactions are for writing here, so they begin with the lock for it: one that begins by reading, as SQLite's do, is
 * refused at its first write where another process has written in between. They begin by `exec`: a statement that libsql
 * prepared and that met a lock is not reset until it is collected, and holds on to what it has meanwhile.
 */
function writingAtOnce(database: LibsqlDatabase.Database): KyselyPackage.SqliteDatabase {
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

/** Migrates with the file's write lock held, so that whoever comes second finds it done, and half of it is never seen. */
async function migrateAlone(
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

/** Whether SQLite says that another connection holds a lock: it is worth another try at once. */
export function isBusy(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  return typeof code === "string" && code.startsWith("SQLITE_BUSY")
}

/** What tells a file from another one at the same place; undefined where there is none. */
function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && `${found.dev} ${found.ino}`
}

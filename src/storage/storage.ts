import type { Kysely } from "kysely"
import readStorageConfiguration from "./configuration"
import type { Connect, Connection } from "./connection"
import { postgresConnector } from "./postgres"
import { isBusy, sqliteConnector } from "./sqlite"
import { isStorageUnavailable, StorageUnavailable } from "./storage-unavailable"
import type { Tables } from "./tables"

type Environment = Readonly<Record<string, string | undefined>>
type Work<Result> = (db: Kysely<Tables>) => Promise<Result>

/** A database that opens on first use, and again after a failure. */
export type Storage = {
  /**
   * Reads. Repeats `work` while another process holds the lock.
   * @throws StorageUnavailable if the database cannot be reached or stays locked
   */
  run<Result>(work: Work<Result>): Promise<Result>
  /**
   * Writes in a transaction. The commit is fsynced, so it survives crashes and power loss.
   * @param findResult looks for the result if the connection was lost during the commit; undefined if it finds nothing
   * @throws StorageUnavailable, with `mayHaveSaved` if the outcome of the commit is unknown
   */
  transact<Result>(work: Work<Result>, findResult: Work<Result | undefined>): Promise<Result>
  close(): Promise<void>
}

/** A locked database is unavailable after both limits: a busy machine makes only a few attempts within the time. */
const minRetryMs = 2_000
const minAttempts = 200

/** Returns the database that an environment configures, without opening it. See `readStorageConfiguration`. */
export function openStorage(env: Environment): Storage {
  let connect: Connect | undefined
  let opening: Promise<Connection> | undefined
  let isOutageLogged = false

  function connection(): Promise<Connection> {
    connect ??= connectorOf(env)
    opening ??= connect()
    return opening
  }

  function discard(used: Promise<Connection> | undefined): void {
    if (opening === used) opening = undefined
    used?.then(({ close }) => close()).catch(() => undefined)
  }

  async function attempt<Result>(work: Work<Result>): Promise<Result> {
    const used = connection()
    const opened = await used.catch((error) => {
      discard(used)
      throw error
    })
    try {
      requireCurrent(opened)
      const result = await work(opened.db)
      requireCurrent(opened)
      return result
    } catch (error) {
      if (!isBusy(error)) discard(used)
      throw error
    }
  }

  async function run<Result>(work: Work<Result>): Promise<Result> {
    // Set at the first lock: loading the driver and opening the database take time too.
    let end: number | undefined
    for (let attempts = 1; ; attempts++) {
      try {
        const result = await attempt(work)
        isOutageLogged = false
        return result
      } catch (error) {
        const isTemporary = isBusy(error) || error instanceof FileReplaced
        end ??= Date.now() + minRetryMs
        if (!isTemporary || (attempts > minAttempts && Date.now() > end)) throw unavailable(error)
        // Random, so that waiting processes do not retry at the same moment.
        await new Promise((done) => setTimeout(done, 2 + Math.random() * 8))
      }
    }
  }

  async function transact<Result>(work: Work<Result>, findResult: Work<Result | undefined>): Promise<Result> {
    let isCommitting = false
    const write: Work<Result> = async (db) => {
      isCommitting = false
      return db.transaction().execute(async (transaction) => {
        const result = await work(transaction)
        isCommitting = true
        return result
      })
    }
    try {
      return await run(write)
    } catch (error) {
      if (!isCommitting || !isStorageUnavailable(error)) throw error
      const unknownOutcome = new StorageUnavailable(error.cause, true)
      const result = await run(findResult).catch(() => {
        throw unknownOutcome
      })
      if (result !== undefined) return result
      // SQLite commits in this process, so a failed commit saved nothing, unless it wrote to a replaced file. A commit of a
      // PostgreSQL server may still be running.
      const isRolledBack =
        readStorageConfiguration(env).kind === "sqlite" && !(error.cause instanceof FileReplaced)
      throw isRolledBack ? error : unknownOutcome
    }
  }

  /** Logs each outage once. */
  function unavailable(cause: unknown): StorageUnavailable {
    if (!isOutageLogged) console.error("The database of saved audiences is not available.", cause)
    isOutageLogged = true
    return new StorageUnavailable(cause)
  }

  return {
    run,
    transact,
    async close() {
      const { close } = (await opening?.catch(() => undefined)) ?? {}
      opening = undefined
      await close?.()
    },
  }
}

function connectorOf(env: Environment): Connect {
  const configuration = readStorageConfiguration(env)
  return configuration.kind === "postgres"
    ? postgresConnector(configuration.url)
    : sqliteConnector(configuration.file)
}

class FileReplaced extends Error {}

function requireCurrent({ isCurrent }: Connection): void {
  if (!isCurrent()) throw new FileReplaced("The database file was removed or replaced.")
}

import type { Kysely } from "kysely"
import readStorageConfiguration from "./configuration"
import type { Connect, Connection } from "./connection"
import { postgresConnector } from "./postgres"
import { isBusy, sqliteConnector } from "./sqlite"
import { isStorageUnavailable, StorageUnavailable } from "./storage-unavailable"
import type { Tables } from "./tables"

type Environment = Readonly<Record<string, string | undefined>>
type Work<Result> = (db: Kysely<Tables>) => Promise<Result>

/** A database that opens itself when it is first needed, and again after it was gone. */
export interface Storage {
  /**
   * Reads. The work is done again where another process was in its way.
   * @throws StorageUnavailable where it cannot be reached, or stays locked
   */
  run<Result>(work: Work<Result>): Promise<Result>
  /**
   * Writes, in a transaction. Once it returns, what was written survives kill -9 and a loss of power.
   * @param find tells what came of it where the answer to the commit was lost; undefined where nothing is to be seen
   * @throws StorageUnavailable, with `mayHaveSaved` where nobody knows what came of it
   */
  transact<Result>(work: Work<Result>, find: Work<Result | undefined>): Promise<Result>
  close(): Promise<void>
}

/**
 * What other processes have to get out of the way, before the database counts as not available: so many milliseconds, and
 * so many tries, since a machine that is busy with other things gets to few of them in that time.
 */
const patience = { time: 2_000, tries: 200 }

/** The database that an environment names, by `readStorageConfiguration`. Nothing is opened yet. */
export function openStorage(env: Environment): Storage {
  let connect: Connect | undefined
  let opening: Promise<Connection> | undefined
  let isLogged = false

  function connection(): Promise<Connection> {
    connect ??= connectorOf(env)
    opening ??= connect()
    return opening
  }

  function forget(used: Promise<Connection> | undefined): void {
    if (opening === used) opening = undefined
    used?.then(({ close }) => close()).catch(() => undefined)
  }

  async function attempt<Result>(work: Work<Result>): Promise<Result> {
    const used = connection()
    const opened = await used.catch((error) => {
      forget(used)
      throw error
    })
    try {
      requireCurrent(opened)
      const result = await work(opened.db)
      requireCurrent(opened)
      return result
    } catch (error) {
      if (!isBusy(error)) forget(used)
      throw error
    }
  }

  async function run<Result>(work: Work<Result>): Promise<Result> {
    // From when somebody was in the way: loading the driver and opening take their own time.
    let end: number | undefined
    for (let tries = 1; ; tries++) {
      try {
        const result = await attempt(work)
        isLogged = false
        return result
      } catch (error) {
        const passes = isBusy(error) || error instanceof Replaced
        end ??= Date.now() + patience.time
        if (!passes || (tries > patience.tries && Date.now() > end)) throw unavailable(error)
        // Not all who wait at the same moment.
        await new Promise((done) => setTimeout(done, 2 + Math.random() * 8))
      }
    }
  }

  async function transact<Result>(work: Work<Result>, find: Work<Result | undefined>): Promise<Result> {
    let isToCommit = false
    const write: Work<Result> = async (db) => {
      isToCommit = false
      return db.transaction().execute(async (transaction) => {
        const result = await work(transaction)
        isToCommit = true
        return result
      })
    }
    try {
      return await run(write)
    } catch (error) {
      if (!isToCommit || !isStorageUnavailable(error)) throw error
      const unsure = new StorageUnavailable(error.cause, true)
      const found = await run(find).catch(() => {
        throw unsure
      })
      if (found !== undefined) return found
      // Nothing to be seen is no proof where a server's commit may still be on its way, or another file was written.
      // SQLite commits in this process: what failed has not happened.
      const isProof = readStorageConfiguration(env).kind === "sqlite" && !(error.cause instanceof Replaced)
      throw isProof ? error : unsure
    }
  }

  /** Logged once until it is there again: an outage is not to fill the log. */
  function unavailable(cause: unknown): StorageUnavailable {
    if (!isLogged) console.error("The database of saved audiences is not available.", cause)
    isLogged = true
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

class Replaced extends Error {}

function requireCurrent({ isCurrent }: Connection): void {
  if (!isCurrent()) throw new Replaced("The file of the database was removed or replaced.")
}

import type { Kysely } from "kysely"
import { readStorageConfiguration } from "./configuration"
import type { Connect, Connection } from "./connection"
import { postgresConnector } from "./postgres"
import { isBusy, sqliteConnector } from "./sqlite"
import { StorageUnavailable } from "./storage-unavailable"
import type { Tables } from "./tables"

type Environment = Readonly<Record<string, string | undefined>>
type Work<Result> = (db: Kysely<Tables>) => Promise<Result>

/** A database that opens itself when it is first needed, and again after it was gone. */
export interface Storage {
  /**
   * Asks the database. The work is done again where another process was in its way.
   * @throws StorageUnavailable where it cannot be reached, or stays locked
   */
  run<Result>(work: Work<Result>): Promise<Result>
  /** The same in a transaction. Once it returns, what was written survives kill -9 and a loss of power. */
  transact<Result>(work: Work<Result>): Promise<Result>
  close(): Promise<void>
}

/** Milliseconds in which other processes get out of the way, or the database is not available. */
const patience = 2_000

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
    const end = Date.now() + patience
    for (;;) {
      try {
        const result = await attempt(work)
        isLogged = false
        return result
      } catch (error) {
        const passes = isBusy(error) || error instanceof Replaced
        if (!passes || Date.now() > end) throw unavailable(error)
        // Not all who wait at the same moment.
        await new Promise((done) => setTimeout(done, 5 + Math.random() * 20))
      }
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
    transact: (work) => run((db) => db.transaction().execute(work)),
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

import type { Kysely } from "kysely"
import type { Connect, Connection } from "./connection"
import { postgresConnector } from "./postgres"
import { isBusy, sqliteConnector } from "./sqlite"
import readStorageConfiguration from "./storage-configuration"
import { isStorageUnavailable, StorageUnavailable } from "./storage-unavailable"
import type { Tables } from "./tables"

type Environment = Readonly<Record<string, string | undefined>>
type Work<Result> = (db: Kysely<Tables>) => Promise<Result>

/**
 * If the database is locked, the storage retries until both limits are reached: the time and the number of attempts.
 * The time is not enough, because an overloaded machine makes only a few attempts within it.
 */
const minRetryMs = 2_000
const minAttempts = 200

/** A database. It opens its connection on first use, and opens a new connection after a failure. */
export class Storage {
  readonly #env: Environment
  readonly #connection: LazyConnection
  #isOutageLogged = false

  constructor(env: Environment) {
    this.#env = env
    this.#connection = new LazyConnection(env)
  }

  /**
   * Runs `work`. Repeats `work` while another process holds the lock.
   * @throws StorageUnavailable if the database cannot be reached or stays locked
   */
  async run<Result>(work: Work<Result>): Promise<Result> {
    // The time limit starts at the first failure, because loading the driver and opening the database take time too.
    let end: number | undefined
    for (let attempts = 1; ; attempts++) {
      try {
        const result = await this.#connection.use(work)
        this.#isOutageLogged = false
        return result
      } catch (error) {
        const isTemporary = isBusy(error) || error instanceof FileReplaced
        end ??= Date.now() + minRetryMs
        if (!isTemporary || (attempts > minAttempts && Date.now() > end)) {
          if (!this.#isOutageLogged) console.error("The database of saved audiences is not available.", error)
          this.#isOutageLogged = true
          throw new StorageUnavailable(error)
        }
        // The delay is random, so that waiting processes do not retry at the same moment.
        await new Promise((done) => setTimeout(done, 2 + Math.random() * 8))
      }
    }
  }

  /**
   * Writes in a transaction. The commit is fsynced, so it survives crashes and power loss.
   * @param findResult is called if the connection is lost during the commit. It must return the result of the saved
   * change, or undefined if the change was not saved.
   * @throws StorageUnavailable. `mayHaveSaved` is true if the outcome of the commit is unknown.
   */
  async transact<Result>(work: Work<Result>, findResult: Work<Result | undefined>): Promise<Result> {
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
      return await this.run(write)
    } catch (error) {
      if (!isCommitting || !isStorageUnavailable(error)) throw error
      const unknownOutcome = new StorageUnavailable(error.cause, true)
      const result = await this.run(findResult).catch(() => {
        throw unknownOutcome
      })
      if (result !== undefined) return result
      // A failed commit of SQLite saved nothing, because SQLite runs in this process. The exception is a commit to a
      // replaced file. A PostgreSQL server may still run the commit after the connection is lost.
      const isRolledBack =
        readStorageConfiguration(this.#env).kind === "sqlite" && !(error.cause instanceof FileReplaced)
      throw isRolledBack ? error : unknownOutcome
    }
  }

  close(): Promise<void> {
    return this.#connection.close()
  }
}

/** Opens a connection on first use, and opens a new connection after an error. */
class LazyConnection {
  readonly #env: Environment
  #connect: Connect | undefined
  #opening: Promise<Connection> | undefined

  constructor(env: Environment) {
    this.#env = env
  }

  /** @throws the error of the database, or FileReplaced if the work may have used a replaced file */
  async use<Result>(work: Work<Result>): Promise<Result> {
    this.#connect ??= connectorOf(this.#env)
    this.#opening ??= this.#connect()
    const opening = this.#opening
    const connection = await opening.catch((error) => {
      this.discard(opening)
      throw error
    })
    try {
      requireCurrent(connection)
      const result = await work(connection.db)
      requireCurrent(connection)
      return result
    } catch (error) {
      if (!isBusy(error)) this.discard(opening)
      throw error
    }
  }

  discard(opening: Promise<Connection>): void {
    if (this.#opening === opening) this.#opening = undefined
    opening.then(({ close }) => close()).catch(() => undefined)
  }

  async close(): Promise<void> {
    const { close } = (await this.#opening?.catch(() => undefined)) ?? {}
    this.#opening = undefined
    await close?.()
  }
}

/**
 * Returns the database that the environment variables specify. Does not open the database. See
 * `readStorageConfiguration`.
 */
export const openStorage = (env: Environment): Storage => new Storage(env)

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

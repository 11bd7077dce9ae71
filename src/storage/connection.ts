import type { Kysely } from "kysely"
import type { Tables } from "./tables"

/** An open database whose tables are up to date. */
export type Connection = {
  db: Kysely<Tables>
  /** False if the database file was removed or replaced. */
  isCurrent(): boolean
  close(): Promise<void>
}

/** Opens the database and migrates it. @throws the error of the database */
export type Connect = () => Promise<Connection>

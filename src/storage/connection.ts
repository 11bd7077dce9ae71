import type { Kysely } from "kysely"
import type { Tables } from "./tables"

/** A database that is open and migrated. */
export interface Connection {
  db: Kysely<Tables>
  /** Whether this is still the database that the configuration names. */
  isCurrent(): boolean
  close(): Promise<void>
}

/** Opens the database and migrates it. @throws whatever the database says */
export type Connect = () => Promise<Connection>

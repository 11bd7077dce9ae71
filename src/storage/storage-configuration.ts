// Gatsby's page engine imports Node's modules by bare names only.
import { statSync } from "fs"
import path from "path"

export type StorageConfiguration = { kind: "sqlite"; file: string } | { kind: "postgres"; url: string }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads `DATABASE_URL`, the URL of a PostgreSQL database. If this variable is not set, the database is the SQLite file
 * `reachline.db` in `DATA_DIR` (default `data`).
 * @throws Error that names the variable if its value is invalid
 */
export default function readStorageConfiguration(env: Environment): StorageConfiguration {
  const url = env.DATABASE_URL
  if (url) {
    // The message goes to logs, so it must not contain the URL and its password.
    if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return { kind: "postgres", url }
    throw new Error(
      "DATABASE_URL must be the URL of a PostgreSQL database, such as postgres://user:password@host:5432/reachline. Unset it to use SQLite.",
    )
  }
  const directory = path.resolve(env.DATA_DIR || "data")
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new Error(`DATA_DIR must be a directory, but ${directory} is not one.`)
  }
  return { kind: "sqlite", file: path.join(directory, "reachline.db") }
}

// Node's modules by their bare names: Gatsby's page engine takes no others.
import { statSync } from "fs"
import path from "path"

export type StorageConfiguration = { kind: "sqlite"; file: string } | { kind: "postgres"; url: string }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * What `DATABASE_URL` and `DATA_DIR` say: PostgreSQL where there is a URL, else the file `reachline.db` in the
 * directory (`data` where it names none).
 * @throws Error with a sentence for a value that cannot be
 */
export default function readStorageConfiguration(env: Environment): StorageConfiguration {
  const url = env.DATABASE_URL
  if (url) {
    // Never the URL itself: it holds a password, and this goes to logs.
    if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return { kind: "postgres", url }
    throw new Error(
      "DATABASE_URL must be the address of a PostgreSQL database, such as postgres://user:password@host:5432/reachline. Leave it out to use SQLite.",
    )
  }
  const directory = path.resolve(env.DATA_DIR || "data")
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new Error(`DATA_DIR must be a directory, and ${directory} is none.`)
  }
  return { kind: "sqlite", file: path.join(directory, "reachline.db") }
}

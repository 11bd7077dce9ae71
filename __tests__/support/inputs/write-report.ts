import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { repository } from "../documents/documents"

/** Writes the report of a long run to a folder of `.tmp`, named by the current time. */
export function writeReport(folder: "chaos" | "soak", text: string): void {
  const path = join(repository, ".tmp", folder)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, `${new Date().toISOString().replaceAll(":", "-")}.txt`), `${text}\n`)
}

import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { repository } from "./documents"

/** Keeps the report of a long run in a folder of `.tmp`, by the time of its end. */
export function keepReport(folder: "chaos" | "soak", text: string): void {
  const path = join(repository, ".tmp", folder)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, `${new Date().toISOString().replaceAll(":", "-")}.txt`), `${text}\n`)
}

import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const directories: string[] = []
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
})

/** A new directory for the data of a test, removed after those of its file. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "reachline-"))
  directories.push(directory)
  return directory
}

/** Lets the saved audiences of this process be in a directory of their own. @returns it */
export function provideStorage(): string {
  process.env.DATA_DIR = temporaryDirectory()
  return process.env.DATA_DIR
}

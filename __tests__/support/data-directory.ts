import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A new directory for the data of a file's tests, removed after them. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "reachline-"))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** Lets the saved audiences of this process be in a directory of their own. @returns it */
export function provideStorage(): string {
  process.env.DATA_DIR = temporaryDirectory()
  return process.env.DATA_DIR
}

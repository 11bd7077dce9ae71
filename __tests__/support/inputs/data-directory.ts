import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const directories: string[] = []
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
})

/** Creates a directory. It is removed after the tests of the file. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "reachline-"))
  directories.push(directory)
  return directory
}

/** Sets `DATA_DIR` to a new directory. @returns the directory */
export function provideStorage(): string {
  process.env.DATA_DIR = temporaryDirectory()
  return process.env.DATA_DIR
}

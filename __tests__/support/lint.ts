import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { temporaryDirectory } from "./data-directory"
import { repository } from "./documents"

/** What the site's lint says of a file with this text at this path; nothing where it has nothing to say. */
export function lintOf(file: string, text: string): string {
  const directory = temporaryDirectory()
  cpSync(join(repository, "lint"), join(directory, "lint"), { recursive: true })
  cpSync(join(repository, "biome.json"), join(directory, "biome.json"))
  mkdirSync(dirname(join(directory, file)), { recursive: true })
  writeFileSync(join(directory, file), text)
  const biome = join(repository, "node_modules", "@biomejs", "biome", "bin", "biome")
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, "lint", "--vcs-enabled=false", file],
    { cwd: directory, encoding: "utf8" },
  )
  return status === 0 ? "" : stdout + stderr
}

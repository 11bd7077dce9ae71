import { existsSync } from "node:fs"
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { readDocument, repository } from "./documents"

/** A block of code in CONTRIBUTING.md, and what its first line says to do with it. */
interface Step {
  file: string
  how: "create" | "below" | "in the place of"
  /** The text that it goes below, or in the place of. */
  anchor: string
  code: string
}

/** The worked examples' steps, in their order. */
export function workedSteps(): Step[] {
  const [, examples = ""] = readDocument("CONTRIBUTING.md").split("\n## Three worked examples\n")
  const blocks = examples.matchAll(
    /^```tsx?\n\/\/ (\S+?)(?:, (below|in the place of) `(.+)`)?\n([\s\S]*?)\n```$/gm,
  )
  return [...blocks].map(([, file = "", how = "create", anchor = "", code = ""]) => ({
    file,
    how: how as Step["how"],
    anchor,
    code,
  }))
}

/**
 * A copy of the site below .tmp, with each worked example done as it is written.
 * @returns its directory
 */
export async function followExamples(name: string): Promise<string> {
  const directory = join(repository, ".tmp", name)
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true })
  const leftOut = ["node_modules", "public", "data", ".cache", ".tmp", ".git"]
  const names = (await readdir(repository)).filter((file) => !leftOut.includes(file))
  for (const file of names) await cp(join(repository, file), join(directory, file), { recursive: true })
  await symlink(join(repository, "node_modules"), join(directory, "node_modules"))
  for (const step of workedSteps()) await follow(step, directory)
  return directory
}

async function follow({ file, how, anchor, code }: Step, directory: string): Promise<void> {
  const path = join(directory, file)
  if (how === "create") {
    if (existsSync(path)) throw new Error(`CONTRIBUTING.md creates ${file}, which is there already.`)
    await mkdir(dirname(path), { recursive: true })
    return writeFile(path, `${code}\n`)
  }
  const text = await readFile(path, "utf8")
  const places = text.split(anchor).length - 1
  if (places !== 1)
    throw new Error(`CONTRIBUTING.md names “${anchor}” in ${file}, which is there ${places} times.`)
  const start = text.indexOf(anchor)
  const end = start + anchor.length
  if (how === "in the place of") return writeFile(path, text.slice(0, start) + code + text.slice(end))
  const next = text.indexOf("\n", end) + 1
  return writeFile(path, `${text.slice(0, next)}${code}\n${text.slice(next)}`)
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { readDocument } from "./documents"

/** A block of code in CONTRIBUTING.md, and what its first line says to do with it. */
type Step = {
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

/** The code that the examples add to the site itself, in one text. Its tests are not part of a build. */
export const exampleCode = () => JSON.stringify(workedSteps().filter(({ file }) => file.startsWith("src/")))

/** Applies each worked example to a copy of the repository, as it is written. */
export function applyWorkedExamples(directory: string): void {
  for (const step of workedSteps()) follow(step, directory)
}

/** @throws Error if the file to create exists, or if the anchor does not occur exactly once */
function follow({ file, how, anchor, code }: Step, directory: string): void {
  const path = join(directory, file)
  if (how === "create") {
    if (existsSync(path)) throw new Error(`CONTRIBUTING.md creates ${file}, which exists already.`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${code}\n`)
    return
  }
  const text = readFileSync(path, "utf8")
  const count = text.split(anchor).length - 1
  if (count !== 1)
    throw new Error(`CONTRIBUTING.md names “${anchor}” in ${file}, which contains it ${count} times.`)
  const start = text.indexOf(anchor)
  const end = start + anchor.length
  const next = text.indexOf("\n", end) + 1
  const replaces = how === "in the place of"
  const changed = replaces
    ? text.slice(0, start) + code + text.slice(end)
    : `${text.slice(0, next)}${code}\n${text.slice(next)}`
  writeFileSync(path, changed)
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { readDocument } from "./documents"

type Step = {
  document: string
  file: string
  how: "create" | "below" | "in the place of"
  /** The existing text below which the code goes, or which it replaces. */
  anchor: string
  code: string
}

export function workedSteps(): Step[] {
  const [, examples = ""] = readDocument("CONTRIBUTING.md").split("\n## Three worked examples\n")
  const blocks = examples.matchAll(
    /^```tsx?\n\/\/ (\S+?)(?:, (below|in the place of) `(.+)`)?\n([\s\S]*?)\n```$/gm,
  )
  return [...blocks].map(([, file = "", how = "create", anchor = "", code = ""]) => ({
    document,
    file,
    how: how as Step["how"],
    anchor,
    code,
  }))
}

/** All code that the examples add to `src`. The build does not read their tests. */
export const exampleCode = () => JSON.stringify(workedSteps().filter(({ file }) => file.startsWith("src/")))

export function applyWorkedExamples(directory: string): void {
  for (const step of workedSteps()) applyStep(step, directory)
}

/** @throws Error if the file to create exists, or if the anchor does not occur exactly once */
function applyStep({ file, how, anchor, code }: Step, directory: string): void {
  const path = join(directory, file)
  if (how === "create") {
    if (existsSync(path)) throw new Error(`${document} creates ${file}, which exists already.`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${code}\n`)
    return
  }
  const text = readFileSync(path, "utf8")
  const count = text.split(anchor).length - 1
  if (count !== 1)
    throw new Error(`${document} names “${anchor}” in ${file}, which contains it ${count} times.`)
  const start = text.indexOf(anchor)
  const end = start + anchor.length
  const next = text.indexOf("\n", end) + 1
  const isReplaced = how === "replace"
  const changed = isReplaced
    ? text.slice(0, start) + code + text.slice(end)
    : `${text.slice(0, next)}${code}\n${text.slice(next)}`
  writeFileSync(path, changed)
}

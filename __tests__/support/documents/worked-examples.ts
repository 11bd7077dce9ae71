import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { readDocument } from "./documents"

/** The documents with the examples. A later example may need the changes of an earlier example. */
const documents = [
  "docs/examples/add-a-page.md",
  "docs/examples/add-a-resource.md",
  "docs/examples/add-an-importer.md",
]

/** A code block of an example, with the change that its first line specifies. */
type Step = {
  document: string
  file: string
  how: "create" | "below" | "replace"
  /** The anchor: the code block goes below this text, or replaces it. */
  anchor: string
  code: string
}

/** The steps of all examples, in their order. */
export const workedSteps = (): Step[] => documents.flatMap(stepsOf)

function stepsOf(document: string): Step[] {
  const blocks = readDocument(document).matchAll(
    /^```tsx?\n\/\/ (\S+?)(?:, (below|replace) `(.+)`)?\n([\s\S]*?)\n```$/gm,
  )
  return [...blocks].map(([, file = "", how = "create", anchor = "", code = ""]) => ({
    document,
    file,
    how: how as Step["how"],
    anchor,
    code,
  }))
}

/** The code that the examples add to the site itself, in one text. Its tests are not part of a build. */
export const exampleCode = () => JSON.stringify(workedSteps().filter(({ file }) => file.startsWith("src/")))

/** Applies the code blocks of each worked example, unchanged, to a copy of the repository. */
export function applyWorkedExamples(directory: string): void {
  for (const step of workedSteps()) follow(step, directory)
}

/** @throws Error if the file to create exists, or if the anchor does not occur exactly once */
function follow({ document, file, how, anchor, code }: Step, directory: string): void {
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

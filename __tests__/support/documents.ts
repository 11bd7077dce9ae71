import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"

export const repository = resolve(__dirname, "..", "..")

export const readDocument = (file: string) => readFileSync(join(repository, file), "utf8")

/** The cells of each row of a document's tables, without their heads; of those below one heading where it is named. */
export function tableRows(document: string, heading?: string): string[][] {
  const text = readDocument(document)
  const start = heading === undefined ? 0 : text.indexOf(`\n${heading}\n`)
  if (start === -1) throw new Error(`${document} has no heading “${heading}”.`)
  const rest = heading === undefined ? text : text.slice(start + heading.length + 1)
  const depth = /^#+/.exec(heading ?? "")?.[0].length ?? 0
  const end = depth ? rest.search(new RegExp(`^#{1,${depth}} `, "m")) : -1
  const lines = (end === -1 ? rest : rest.slice(0, end)).split("\n")
  return lines
    .filter((line, place) => line.startsWith("|") && !isRule(line) && !isRule(lines[place + 1]))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

const isRule = (line = "") => /^\|[\s|:-]+\|$/.test(line)

/** The words of a text that are set as code. */
export const quoted = (text = "") => Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name as string)

/** Tests are named from `__tests__`, those of a package from the root of the repository. */
const testFile = (name: string) => (name.startsWith("packages/") ? name : `__tests__/${name}`)

/** The test files that a cell names and that do not exist. A cell without any is reported too. */
export function missingTestFiles(cell = ""): string[] {
  const named = quoted(cell).filter((name) => /\.tsx?$/.test(name))
  if (named.length === 0) return ["The cell names no test file."]
  return named.map(testFile).filter((file) => !existsSync(join(repository, file)))
}

/** The commands of a document's shell examples that run a program, as a reader would copy them. */
export const commandsOf = (document: string, program: string): string[] =>
  Array.from(readDocument(document).matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block = ""]) => block)
    .flatMap((block) => block.split(/\n(?=\S)(?![}#])/))
    .filter((command) => command.includes(program))
    .map((command) => command.trim())

/** The files of the site that a cell names, of those that are not there. */
export const missingFiles = (cell = "") =>
  quoted(cell).filter((name) => /^[\w.-]+\/[^ ]+\.\w+$/.test(name) && !existsSync(join(repository, name)))

/** The first code block of a document in a language that contains some words. @throws Error if there is none */
export function codeBlock(document: string, language: string, words = ""): string {
  const blocks = readDocument(document).matchAll(
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"),
  )
  for (const [, code = ""] of blocks) if (code.includes(words)) return code
  throw new Error(`${document} has no code block in ${language} with “${words}”.`)
}

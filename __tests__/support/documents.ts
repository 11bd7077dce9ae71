import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"

export const repository = resolve(__dirname, "..", "..")

export const readDocument = (file: string) => readFileSync(join(repository, file), "utf8")

/** The cells of all table rows of a document, without the heads. With `heading`, only of the tables below it. */
export function tableRows(document: string, heading?: string): string[][] {
  const text = readDocument(document)
  const start = heading === undefined ? 0 : text.indexOf(`\n${heading}\n`)
  if (start === -1) throw new Error(`${document} has no heading “${heading}”.`)
  const rest = heading === undefined ? text : text.slice(start + heading.length + 1)
  const depth = /^#+/.exec(heading ?? "")?.[0].length ?? 0
  const end = depth ? rest.search(new RegExp(`^#{1,${depth}} `, "m")) : -1
  const lines = (end === -1 ? rest : rest.slice(0, end)).split("\n")
  return lines
    .filter((line, index) => line.startsWith("|") && !isRule(line) && !isRule(lines[index + 1]))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

const isRule = (line = "") => /^\|[\s|:-]+\|$/.test(line)

export const quoted = (text = "") => Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name as string)

/** Documents name tests relative to `__tests__`, except tests of packages. */
const testFile = (name: string) => (name.startsWith("packages/") ? name : `__tests__/${name}`)

/** The test files in a cell that do not exist. A cell without test files is reported too. */
export function missingTestFiles(cell = ""): string[] {
  const names = quoted(cell).filter((name) => /\.tsx?$/.test(name))
  if (names.length === 0) return ["The cell contains no test file."]
  return names.map(testFile).filter((file) => !existsSync(join(repository, file)))
}

/** The commands in the shell examples of a document that contain the name of a program. */
export const commandsOf = (document: string, program: string): string[] =>
  Array.from(readDocument(document).matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block = ""]) => block)
    .flatMap((block) => block.split(/\n(?=\S)(?![}#])/))
    .filter((command) => command.includes(program))
    .map((command) => command.trim())

export const missingFiles = (cell = "") =>
  quoted(cell).filter((name) => /^[\w.-]+\/[^ ]+\.\w+$/.test(name) && !existsSync(join(repository, name)))

/** The first code block of a document in this language that contains this text. @throws Error if no block does */
export function codeBlock(document: string, language: string, text = ""): string {
  const blocks = readDocument(document).matchAll(
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"),
  )
  for (const [, code = ""] of blocks) if (code.includes(text)) return code
  throw new Error(`${document} has no code block in ${language} with “${text}”.`)
}

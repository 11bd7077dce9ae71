import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"

export const repository = resolve(__dirname, "..", "..", "..")

export const readDocument = (file: string) => readFileSync(join(repository, file), "utf8")

/** The cells of each row of a document's tables, without the heads. With a heading: only of the tables below it. */
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

/** The words of a text in code style. */
export const quoted = (text = "") => Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name as string)

/** A bold sentence of a list, with the files that the lines “Code:” and “Tests:” below it name. */
export type Claim = { title: string; code: string[]; tests: string[] }

/** The claims of a document. Test files are named from `__tests__`, those of a package from the root of the repository. */
export function claimsOf(document: string): Claim[] {
  const [, ...items] = readDocument(document).split(/^- (?=\*\*)/m)
  return items.map((item) => {
    const [claim = ""] = item.split(/^## /m)
    const [, title = ""] = /^\*\*([\s\S]+?)\*\*/.exec(claim) ?? []
    return {
      title: title.replace(/\s+/g, " "),
      code: filesAfter("Code", claim),
      tests: filesAfter("Tests", claim).map((file) =>
        file.startsWith("packages/") ? file : `__tests__/${file}`,
      ),
    }
  })
}

/** The files that a line with a label names. The line may continue on the next lines. */
function filesAfter(label: string, text: string): string[] {
  const [, names = ""] = new RegExp(`^  - ${label}: ((?:.|\\n    )+)`, "m").exec(text) ?? []
  return quoted(names)
}

export const missingFiles = (files: readonly string[]) =>
  files.filter((file) => !existsSync(join(repository, file)))

/** The commands of a document's shell examples that run a program, as a reader copies them. */
export const commandsOf = (document: string, program: string): string[] =>
  Array.from(readDocument(document).matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block = ""]) => block)
    .flatMap((block) => block.split(/\n(?=\S)(?![}#])/))
    .filter((command) => command.includes(program))
    .map((command) => command.trim())

/** The first code block of a document in a language that contains some words. @throws Error if the document has no such block */
export function codeBlock(document: string, language: string, words = ""): string {
  const blocks = readDocument(document).matchAll(
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"),
  )
  for (const [, code = ""] of blocks) if (code.includes(words)) return code
  throw new Error(`${document} has no code block in ${language} with “${words}”.`)
}

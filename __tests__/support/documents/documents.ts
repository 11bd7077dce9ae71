import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"

export const repository = resolve(__dirname, "..", "..", "..")

export const readDocument = (file: string) => readFileSync(join(repository, file), "utf8")

/**
 * Returns the cells of each row of a document's tables, without the heads of the tables. If `heading` is set, returns
 * only the tables below that heading.
 */
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

/** Returns the parts of a text that are in backquotes. */
export const quoted = (text = "") => Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name as string)

/** A claim is a bold sentence in a list. The lines “Code:” and “Tests:” below the sentence name files. */
export type Claim = { title: string; code: string[]; tests: string[] }

/**
 * Returns the claims of a document. In the document, paths of test files are relative to `__tests__`. Paths that start
 * with `packages/` are relative to the root of the repository.
 */
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

/** Returns the commands in a document's shell examples that contain the name of a program. */
export const commandsOf = (document: string, program: string): string[] =>
  Array.from(readDocument(document).matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block = ""]) => block)
    .flatMap((block) => block.split(/\n(?=\S)(?![}#])/))
    .filter((command) => command.includes(program))
    .map((command) => command.trim())

/**
 * Returns the first code block of a document that is in a language and contains some words.
 * @throws Error if the document has no such block
 */
export function codeBlock(document: string, language: string, words = ""): string {
  const blocks = readDocument(document).matchAll(
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"),
  )
  for (const [, code = ""] of blocks) if (code.includes(words)) return code
  throw new Error(`${document} has no code block in ${language} with “${words}”.`)
}

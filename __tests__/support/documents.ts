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

/** What stands between backticks in a text. */
export const quoted = (text = "") => Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name as string)

/** A test's title between quotes, which may have quotes itself. */
const title = /“((?:[^“”]|“[^“”]*”)+)”/
const tests = new RegExp(`\`([\\w./-]+\\.tsx?)\`((?:,? ${title.source})+)`, "g")

/** Tests are named from `__tests__`, those of a package from the root of the repository. */
export const testFile = (file: string) => (file.startsWith("packages/") ? file : `__tests__/${file}`)

/** Each test that a cell names: `unit/query/hydrate.test.ts` “two stores share nothing”, “another”. */
function testsNamed(cell = ""): { file: string; title: string }[] {
  return [...cell.matchAll(tests)].flatMap(([, file = "", titles = ""]) =>
    Array.from(titles.matchAll(new RegExp(title, "g")), ([, name = ""]) => ({
      file: testFile(file),
      title: name,
    })),
  )
}

/** What is wrong with the tests that a cell names; nothing where it names one at least, and each is there. */
export function missingTests(cell = ""): string[] {
  const named = testsNamed(cell)
  if (named.length === 0) return ["names no test"]
  const files = quoted(cell).filter((name) => /\.tsx?$/.test(name))
  const untitled = files.filter((file) => !named.some((test) => test.file === testFile(file)))
  return [
    ...untitled.map((file) => `${file} is named without a test`),
    ...named.filter((test) => !hasTest(test)).map((test) => `${test.file} has no test “${test.title}”`),
  ]
}

/** The title of a test, of a group of them, or of a row of a table of tests. */
function hasTest({ file, title }: { file: string; title: string }): boolean {
  if (!existsSync(join(repository, file))) return false
  const exactly = title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  return new RegExp(`[([]\\s*(["\`])${exactly}\\1,|^\\s*"?${exactly}"?: [[(]`, "m").test(readDocument(file))
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

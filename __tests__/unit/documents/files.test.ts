import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { readDocument, repository } from "../../support/documents"

/** Every file that is in the repository, or would be with the next commit. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: repository,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file && existsSync(join(repository, file)))
const documents = files.filter((file) => file.endsWith(".md"))

test("no file that people write is over 400 lines", () => {
  const written = files.filter((file) => /\.(tsx?|js|mjs|css|md|jsonc?|grit|ya?ml|conf)$/.test(file))
  const long = written.filter(
    (file) => file !== "package-lock.json" && readDocument(file).split("\n").length > 401,
  )
  expect(written.length).toBeGreaterThan(300)
  expect(long).toEqual([])
})

test("the documents are there", () => {
  expect(documents).toEqual(
    expect.arrayContaining([
      "README.md",
      "CONTRIBUTING.md",
      "ARCHITECTURE.md",
      "SECURITY.md",
      "CHANGELOG.md",
    ]),
  )
})

test.each(documents)("%s leads nowhere that is not there", (document) => {
  const text = readDocument(document).replace(/```[\s\S]*?```|`[^`\n]*`/g, "")
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target)
  const broken = targets.filter((target) => {
    if (/^https?:/.test(target)) return false
    const [path = "", fragment] = target.split("#")
    const file = path === "" ? document : normalize(join(dirname(document), path))
    if (!existsSync(join(repository, file))) return true
    return fragment !== undefined && !fragmentsOf(file).includes(fragment)
  })
  expect(broken).toEqual([])
})

/** The fragments that lead to a document's headings, or to the lines of code, as GitHub makes them. */
function fragmentsOf(document: string): string[] {
  if (!document.endsWith(".md"))
    return readDocument(document)
      .split("\n")
      .map((_, place) => `L${place + 1}`)
  return Array.from(readDocument(document).matchAll(/^#+ (.+)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  )
}

/** What the documents tell their readers to run. */
const commands = documents.flatMap((document) =>
  Array.from(
    readDocument(document).matchAll(/\bnpm (?:run )?((?<=run )[\w:-]+|start|test)/g),
    ([, script = ""]) => [document, script] as const,
  ),
)

test("every `npm run …` that a document names is a script, and every script is named", () => {
  const { scripts } = JSON.parse(readDocument("package.json")) as { scripts: Record<string, string> }
  const named = commands.map(([, script]) => script)
  expect(commands.filter(([, script]) => !(script in scripts))).toEqual([])
  expect(Object.keys(scripts).filter((script) => !named.includes(script))).toEqual([])
})

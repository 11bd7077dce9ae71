import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { claimsOf, missingFiles, quoted, readDocument, repository } from "../../support/documents/documents"

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
  const long = written.filter((file) => readDocument(file).split("\n").length > 401)
  expect(long.filter((file) => file !== "package-lock.json")).toEqual([])
})

test.each(documents)("no line of %s is over 200 columns", (document) => {
  const long = readDocument(document)
    .split("\n")
    .filter((line) => line.replace(/\(https?:[^)]*\)/g, "").length > 200)
  expect(long).toEqual([])
})

test.each(documents)("the links of %s resolve", (document) => {
  const text = readDocument(document).replace(/```[\s\S]*?```|`[^`\n]*`/g, "")
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target)
  const broken = targets.filter((target) => {
    if (/^https?:/.test(target)) return false
    const [path = "", fragment] = target.split("#")
    const file = path === "" ? document : normalize(join(dirname(document), path))
    if (!existsSync(join(repository, file))) return true
    return fragment !== undefined && !headingsOf(file).includes(fragment)
  })
  expect(broken).toEqual([])
})

/** The fragments of a document's headings, as GitHub makes them. */
const headingsOf = (document: string) =>
  Array.from(readDocument(document).matchAll(/^#+ (.+)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  )

test("every npm script that a document names exists", () => {
  const { scripts } = JSON.parse(readDocument("package.json"))
  // The changelog names scripts of earlier versions.
  const current = documents.filter((document) => document !== "CHANGELOG.md")
  const named = current.flatMap((document) =>
    Array.from(readDocument(document).matchAll(/\bnpm run ([\w:-]+)/g), ([, script = ""]) => script),
  )
  expect(named.filter((script) => !(script in scripts))).toEqual([])
})

test("every direct dependency is in docs/dependencies.md", () => {
  const { dependencies, devDependencies } = JSON.parse(readDocument("package.json"))
  const items = readDocument("docs/dependencies.md").match(/^- `[^`]+`(?:,\s+`[^`]+`)*:/gm) ?? []
  expect(items.flatMap(quoted).sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort())
})

test("docs/ssr.md names files and tests that exist", () => {
  const claims = claimsOf("docs/ssr.md")
  expect(claims.length).toBeGreaterThan(50)
  expect(claims.filter(({ tests }) => tests.length === 0)).toEqual([])
  expect(missingFiles(claims.flatMap(({ code, tests }) => [...code, ...tests]))).toEqual([])
})

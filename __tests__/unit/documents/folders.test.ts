import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { readDocument, repository } from "../../support/documents/documents"
import { temporaryDirectory } from "../../support/inputs/data-directory"

const folders = readdirSync(join(repository, "src"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

type Override = {
  includes: string[]
  linter?: { rules: { style: { noRestrictedImports?: { options: { patterns: { group: string[] }[] } } } } }
}

/** The folders that lint/imports.json lets each folder import. Folders that may import no other folder are left out. */
function allowedImports(): Record<string, string[]> {
  const { overrides } = JSON.parse(readDocument("lint/imports.json")) as { overrides: Override[] }
  const allowed = overrides.flatMap(({ includes: [files = ""], linter }) => {
    const folder = /^src\/([\w-]+)\/\*\*$/.exec(files)?.[1]
    const groups = linter?.rules.style.noRestrictedImports?.options.patterns.flatMap(({ group }) => group)
    if (!folder || !groups) return []
    const refused = groups.flatMap((group) => /^#\{(.*)\}\/\*\*$/.exec(group)?.[1]?.split(",") ?? [])
    const targets = folders.filter((other) => other !== folder && !refused.includes(other)).sort()
    return groups.includes("../**") || targets.length === 0 ? [] : [[folder, targets] as const]
  })
  return Object.fromEntries(allowed)
}

test("the map in ARCHITECTURE.md has every folder, and the arrows that lint allows", () => {
  const [, map = ""] = /```mermaid\nflowchart LR\n([^`]*)```/.exec(readDocument("ARCHITECTURE.md")) ?? []
  const arrows = map
    .trim()
    .split("\n")
    .map((line) =>
      line
        .trim()
        .split(" --> ")
        .map((names) => names.split(" & ").sort()),
    )
  const named = arrows.flat(2)
  expect(folders.filter((folder) => !named.includes(folder))).toEqual([])
  const drawn = arrows.filter(([, targets]) => targets).map(([folder = [], targets]) => [folder[0], targets])
  expect(Object.fromEntries(drawn)).toEqual(allowedImports())
})

test("lint refuses imports against an arrow, and getServerData outside of pages", () => {
  const importing = (path: string) => `import { x } from "${path}"\n\nexport const y = x\n`
  const exporting = "export async function getServerData() {\n  return { props: {} }\n}\n"
  const messages = lint({
    "src/catalog/new.ts": importing("../app/picker"),
    "src/pages/audiences/refused.tsx": importing("#reach/reach"),
    "src/pages/audiences/allowed.tsx": importing("#resources/stack"),
    "src/components/layout/layout.tsx": exporting,
    "src/pages/stack.tsx": exporting,
  })
  expect(messages).toEqual({
    "src/catalog/new.ts": expect.stringContaining("src/catalog may import src/runtime: imports run one way"),
    "src/pages/audiences/refused.tsx": expect.stringContaining("imports run one way"),
    "src/components/layout/layout.tsx": expect.stringContaining("exported by page files only"),
  })
})

/** The message of the site's lint rules for each of these files that has one. */
function lint(files: Record<string, string>): Record<string, string> {
  const directory = temporaryDirectory()
  cpSync(join(repository, "lint"), join(directory, "lint"), { recursive: true })
  cpSync(join(repository, "biome.json"), join(directory, "biome.json"))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true })
    writeFileSync(join(directory, file), text)
  }
  const biome = join(repository, "node_modules", "@biomejs", "biome", "bin", "biome")
  const options = ["lint", "--vcs-enabled=false", "--reporter=json", ...Object.keys(files)]
  const { stdout } = spawnSync(process.execPath, [biome, ...options], { cwd: directory, encoding: "utf8" })
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { message: string; location: { path: string } }[]
  }
  return Object.fromEntries(diagnostics.map(({ message, location }) => [location.path, message]))
}

import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { repository } from "../../support/documents"
import { minutes } from "../../support/fixture"
import { followExamples, workedSteps } from "../../support/worked-examples"

let directory: string
beforeAll(async () => {
  directory = await followExamples("contributing-checked")
})

/** What a command says in the copy of the site, where it fails; nothing where it does not. */
function complaintsOf(...command: [script: string, ...args: string[]]): string {
  const [script, ...args] = command
  const { NODE_ENV: _, JEST_WORKER_ID: __, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, "node_modules", script), ...args],
    {
      cwd: directory,
      encoding: "utf8",
      env: env as NodeJS.ProcessEnv,
    },
  )
  return status === 0 ? "" : `${stdout}\n${stderr}`
}

test("there are three examples, of files that are new and files that change", () => {
  const created = workedSteps().filter(({ how }) => how === "create")
  expect(created.map(({ file }) => file)).toEqual([
    "src/pages/newest.tsx",
    "src/resources/groups.ts",
    "src/api/groups.ts",
    "src/audience/import/logfmt.ts",
    "__tests__/unit/audience/import/logfmt.test.ts",
  ])
  expect(workedSteps()).toHaveLength(19)
})

test(
  "what they leave behind has the right types",
  () => {
    expect(complaintsOf("typescript/bin/tsc", "--noEmit")).toBe("")
  },
  minutes(3),
)

test(
  "it is in order by lint",
  () => {
    const files = [...new Set(workedSteps().map(({ file }) => file))]
    expect(complaintsOf("@biomejs/biome/bin/biome", "check", "--vcs-enabled=false", ...files)).toBe("")
  },
  minutes(1),
)

test(
  "the importer reads its file, and the API's description has the resource",
  () => {
    const tests = ["import/logfmt", "unit/resources/openapi", "import/formats"]
    expect(complaintsOf("jest/bin/jest", "--selectProjects", "unit", "--testPathPatterns", ...tests)).toBe("")
  },
  minutes(4),
)

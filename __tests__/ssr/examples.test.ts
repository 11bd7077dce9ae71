import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { repository } from "../support/documents"
import { minutes } from "../support/fixture"
import { followExamples, workedSteps } from "../support/worked-examples"

let directory: string
beforeAll(async () => {
  directory = await followExamples("contributing-checked")
})

test.each([
  ["the type checker", ["typescript/bin/tsc", "--noEmit"]],
  [
    "lint",
    [
      "@biomejs/biome/bin/biome",
      "check",
      "--vcs-enabled=false",
      ...new Set(workedSteps().map(({ file }) => file)),
    ],
  ],
  ["the example's own test", ["jest/bin/jest", "--selectProjects", "unit", "--testPathPatterns", "logfmt"]],
])(
  "the worked examples of CONTRIBUTING.md pass %s",
  (_, [script = "", ...options]) => {
    const { NODE_ENV: _environment, JEST_WORKER_ID: _worker, ...env } = process.env
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(repository, "node_modules", script), ...options],
      { cwd: directory, encoding: "utf8", env: env as NodeJS.ProcessEnv },
    )
    expect(status === 0 ? "" : stdout + stderr).toBe("")
  },
  minutes(3),
)

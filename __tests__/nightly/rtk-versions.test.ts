import { execFile } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { npm } from "../support/scripts"
import { minutes } from "../support/servers/running"
import { repository } from "../support/servers/sites"

const run = promisify(execFile)
const [npmCommand = "npm", ...npmArguments] = npm

/** The folder is inside `node_modules`, so that the installed version of RTK finds the repository's React. */
const folder = join(repository, "node_modules", ".cache", "rtk-versions")

async function view<Result>(field: string): Promise<Result> {
  const { stdout } = await run(npmCommand, [...npmArguments, "view", "@reduxjs/toolkit", field, "--json"])
  return JSON.parse(stdout)
}

/** Returns the versions of the dist-tags, such as `{ latest: "2.15.0" }`. */
const distTags = () => view<Record<string, string>>("dist-tags")

/** Runs the unit and component suites of the package with a version of RTK. Returns the number of passed tests. */
async function runSuites(version: string): Promise<{ passed: number }> {
  const directory = join(folder, version)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, "package.json"), "{}")
  const install = ["install", `@reduxjs/toolkit@${version}`, "--legacy-peer-deps", "--no-audit", "--no-fund"]
  await run(npmCommand, [...npmArguments, ...install], { cwd: directory })
  const config = join(directory, "jest.config.js")
  writeFileSync(config, configOf(join(directory, "node_modules", "@reduxjs", "toolkit")))
  const jest = join(repository, "node_modules", "jest", "bin", "jest.js")
  const report = join(directory, "results.json")
  // Ends the process. The Redux stores have running timers, which would keep the process alive.
  const args = [jest, "--config", config, "--runInBand", "--forceExit", "--json", `--outputFile=${report}`]
  const { stderr } = await run(process.execPath, args, { cwd: repository, maxBuffer: 64e6 }).catch(
    (error: { stderr?: string }) => ({ stderr: error.stderr ?? String(error) }),
  )
  const { numPassedTests, success } = require(report) as { numPassedTests: number; success: boolean }
  if (!success) throw new Error(`The suites fail with @reduxjs/toolkit@${version}:\n${stderr}`)
  return { passed: numPassedTests }
}

const configOf = (toolkit: string) => `
const { projects } = require(${JSON.stringify(join(repository, "jest.config.js"))})
const version = { "^@reduxjs/toolkit$": ${JSON.stringify(toolkit)}, "^@reduxjs/toolkit/(.+)$": ${JSON.stringify(`${toolkit}/$1`)} }
module.exports = {
  rootDir: ${JSON.stringify(repository)},
  testTimeout: 60_000,
  projects: projects
    .filter(({ displayName }) => ["unit", "component"].includes(displayName))
    .map((project) => ({
      ...project,
      rootDir: ${JSON.stringify(repository)},
      testMatch: ["<rootDir>/packages/gatsby-plugin-rtk-query/__tests__/" + project.displayName + "/**/*.test.{ts,tsx}"],
      moduleNameMapper: { ...version, ...project.moduleNameMapper },
    })),
}
`

test(
  "the suites of gatsby-plugin-rtk-query pass with the latest version of Redux Toolkit",
  async () => {
    const { latest = "" } = await distTags()
    const { passed } = await runSuites(latest)
    console.info(`@reduxjs/toolkit@${latest}: ${passed} tests passed.`)
    expect(passed).toBeGreaterThan(150)
  },
  minutes(10),
)

test(
  "they pass with each pre-release, or npm has no pre-release",
  async () => {
    const { latest = "", ...others } = await distTags()
    if (Object.keys(others).length === 0) {
      console.info(`npm has no pre-release of @reduxjs/toolkit, only ${latest}.`)
      const major = (version: string) => Number(version.split(".")[0])
      const versions = await view<string[]>("versions")
      expect(versions.filter((version) => major(version) > major(latest))).toEqual([])
    }
    for (const [name, version] of Object.entries(others)) {
      const { passed } = await runSuites(version)
      console.info(`@reduxjs/toolkit@${name} (${version}): ${passed} tests passed.`)
    }
  },
  minutes(20),
)

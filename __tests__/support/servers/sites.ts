import { type ChildProcess, spawn } from "node:child_process"
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { join, resolve } from "node:path"
import { applyWorkedExamples, exampleCode } from "../documents/worked-examples"
import { buildInputs, packageInputs, stampOf } from "../scripts"
import { collect, gatsbyEnvironment, recordGroup } from "./processes"

export const repository = resolve(__dirname, "..", "..", "..")

/** A Gatsby site that the tests build and serve from copies in `.tmp`: one for the build, one for develop. */
export type Site = {
  name: string
  source: string
  /** The files that its build reads, relative to the repository. */
  inputs: readonly string[]
  prepare?: (directory: string) => void
  extraStamp?: () => string
  pathPrefix: string
}

/** Reachline with the worked examples of docs/examples, so that one build tests the site and the examples. */
export const reachline: Site = {
  name: "reachline",
  source: repository,
  inputs: buildInputs,
  prepare: applyWorkedExamples,
  extraStamp: exampleCode,
  pathPrefix: "",
}

export const fixture: Site = {
  name: "fixture",
  source: join(repository, "__tests__", "fixture-site"),
  inputs: ["package-lock.json", "tsconfig.json", "__tests__/fixture-site", ...packageInputs],
  pathPrefix: "/blog",
}

/** The path of the host's program in a build, relative to the site. */
export const builtHost = join(".cache", "host", "main.js")

export const hostProgram = join(repository, "packages", "gatsby-adapter-node", "dist", "main.js")

const temporary = join(repository, ".tmp")
const gatsby = join(repository, "node_modules", "gatsby", "cli.js")

export const buildDirectory = ({ name }: Site) => join(temporary, `${name}-build`)

/**
 * Builds the site if one of its inputs changed. Copies the host each time.
 * @throws Error with the output of Gatsby if the build fails
 */
export async function buildSite(site: Site): Promise<void> {
  const directory = buildDirectory(site)
  const stampFile = `${directory}.stamp`
  const stamp = `${stampOf(site.inputs)} ${site.extraStamp?.() ?? ""}`
  const isBuilt = existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp
  if (!isBuilt) {
    rmSync(stampFile, { force: true })
    removeBuild(directory)
  }
  copySite(site, directory)
  if (!isBuilt) {
    const child = runGatsby(directory, ["build", ...(site.pathPrefix ? ["--prefix-paths"] : [])])
    const output = collect(child)
    const code = await new Promise((done) => child.once("exit", done))
    if (code !== 0) throw new Error(`The build of ${site.name} exited with ${code}:\n${output()}`)
    writeFileSync(stampFile, stamp)
  }
  cpSync(hostProgram, join(directory, builtHost))
}

/** Removes a build, except webpack's cache, because an incremental build leaves old files behind. */
function removeBuild(directory: string): void {
  rmSync(join(directory, "public"), { recursive: true, force: true })
  const cache = join(directory, ".cache")
  const names = existsSync(cache) ? readdirSync(cache).filter((name) => name !== "webpack") : []
  for (const name of names) rmSync(join(cache, name), { recursive: true, force: true })
}

/** A copy of the site for `gatsby develop`, which would overwrite a build. */
export function developDirectory(site: Site): string {
  const directory = join(temporary, `${site.name}-develop`)
  copySite(site, directory)
  return directory
}

const generated = new Set(["node_modules", "public", "data"])
const isSource = (name: string) => !generated.has(name) && !name.startsWith(".")

function copySite(site: Site, directory: string): void {
  mkdirSync(directory, { recursive: true })
  for (const name of readdirSync(directory).filter(isSource))
    rmSync(join(directory, name), { recursive: true })
  for (const name of readdirSync(site.source).filter(isSource)) {
    cpSync(join(site.source, name), join(directory, name), { recursive: true })
  }
  const modules = join(directory, "node_modules")
  if (!existsSync(modules)) symlinkSync(join(repository, "node_modules"), modules)
  site.prepare?.(directory)
}

/** Runs Gatsby's command line in a new process group, because Gatsby starts processes that outlive it. */
export function runGatsby(
  directory: string,
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  const child = spawn(process.execPath, [gatsby, ...args], {
    cwd: directory,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...gatsbyEnvironment(), ...env } as NodeJS.ProcessEnv,
  })
  recordGroup(child)
  return child
}

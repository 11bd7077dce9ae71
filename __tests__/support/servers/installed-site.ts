/**
 * Creates sites outside of this repository. The sites install the packages from their tarballs, as a developer would.
 * The sites follow the READMEs of the packages.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process"
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { readDocument, repository } from "../documents/documents"
import { npm } from "../scripts"
import { collect, freePort, gatsbyEnvironment, ownEnvironment, recordGroup, stopGroup } from "./processes"
import { untilReady } from "./servers"

const run = promisify(execFile)
const [npmCommand = "npm", ...npmArguments] = npm

export const packageNames = [
  "gatsby-adapter-node",
  "gatsby-plugin-server-data",
  "gatsby-plugin-rtk-query",
] as const

export type PackageName = (typeof packageNames)[number]

/** Packs the packages into a directory. @returns the tarball of each */
export function packPackages(directory: string): Record<PackageName, string> {
  const tarball = (name: PackageName) => {
    const folder = join(repository, "packages", name)
    const args = [...npmArguments, "pack", folder, "--pack-destination", directory, "--json"]
    const [packed] = JSON.parse(execFileSync(npmCommand, args, { encoding: "utf8" }).replace(/^[^[]*/, ""))
    return [name, join(directory, packed.filename)] as const
  }
  return Object.fromEntries(packageNames.map(tarball)) as Record<PackageName, string>
}

/** Writes files of a site, by their paths. */
export function writeFiles(site: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, file)), { recursive: true })
    writeFileSync(join(site, file), text)
  }
}

/**
 * Installs a site's packages from the npm registry, and the packages of this repository from their tarballs. A stub
 * replaces the package sharp, because sharp downloads a program from another server.
 * @param manifest the site's package.json
 */
export async function installSite(
  site: string,
  manifest: { dependencies: Record<string, string>; overrides?: Record<string, string> },
): Promise<void> {
  const stub = `file:${join(repository, "stubs", "sharp")}`
  const text = { name: "site", private: true, ...manifest, overrides: { ...manifest.overrides, sharp: stub } }
  writeFiles(site, { "package.json": JSON.stringify(text, null, 2) })
  const args = ["install", "--prefer-offline", "--no-audit", "--no-fund"]
  await run(npmCommand, [...npmArguments, ...args], { cwd: site, maxBuffer: 64e6, env: npmEnvironment() })
}

/**
 * The environment without the variables that `npm test` sets, because those variables would change the installation.
 */
const npmEnvironment = () =>
  Object.fromEntries(
    Object.entries(ownEnvironment()).filter(([name]) => !/^npm_(package|lifecycle|command)/.test(name)),
  ) as NodeJS.ProcessEnv

/**
 * The files that a part of a README creates: each code block that starts with a path in a comment.
 * @param heading the heading that starts the part. The part ends at the next heading of the same or a higher level.
 */
export function filesOf(document: string, heading: string): Record<string, string> {
  const part = partOf(readDocument(document), heading)
  const blocks = part.matchAll(/^```\w+\n\/\/ (\S+\.\w+)\n([\s\S]*?)^```$/gm)
  return Object.fromEntries(Array.from(blocks, ([, file = "", code = ""]) => [file, code]))
}

function partOf(text: string, heading: string): string {
  const start = new RegExp(`^(#+) ${heading}$`, "m").exec(text)
  if (!start) throw new Error(`There is no heading “${heading}”.`)
  const rest = text.slice(start.index + start[0].length)
  const end = new RegExp(`^#{1,${start[1]?.length}} `, "m").exec(rest.replace(/^```[\s\S]*?^```/gm, blank))
  return rest.slice(0, end?.index)
}

/** Replaces code by blanks of the same length, because a comment in code looks like a heading. */
const blank = (code: string) => code.replace(/[^\n]/g, " ")

/** Runs `gatsby build`. @throws Error with the output if the build fails */
export async function build(site: string): Promise<string> {
  const child = startGatsby(site, "build")
  const output = collect(child)
  const code = await new Promise((done) => child.once("exit", done))
  if (code !== 0) throw new Error(`gatsby build ended with ${code}:\n${output()}`)
  return output()
}

/** Runs `gatsby develop` on a free port for as long as `use` takes. */
export async function withDevelop(site: string, use: (url: string) => Promise<void>): Promise<void> {
  const port = String(await freePort())
  const child = startGatsby(site, "develop", "--port", port, "--host", "127.0.0.1")
  await untilReady(child, collect(child), "You can now view")
  try {
    await use(`http://127.0.0.1:${port}`)
  } finally {
    await stopGroup(child)
  }
}

function startGatsby(site: string, ...args: string[]): ChildProcess {
  const gatsby = join(site, "node_modules", "gatsby", "cli.js")
  const env = gatsbyEnvironment() as NodeJS.ProcessEnv
  const child = spawn(process.execPath, [gatsby, ...args], { cwd: site, detached: true, env })
  recordGroup(child)
  return child
}

/**
 * Runs the host for as long as `use` takes.
 * @param args Node's arguments: the host's program, or the folder that a build wrote
 */
export async function withHost(
  directory: string,
  args: readonly string[],
  use: (url: string) => Promise<void>,
): Promise<void> {
  const port = await freePort()
  const env = { ...ownEnvironment(), PORT: String(port), HOST: "127.0.0.1" } as NodeJS.ProcessEnv
  const child = spawn(process.execPath, args, { cwd: directory, detached: true, env })
  recordGroup(child)
  await untilReady(child, collect(child), "Listening at")
  try {
    await use(`http://127.0.0.1:${port}`)
  } finally {
    await stopGroup(child)
  }
}

/** The file that `npx gatsby-adapter-node` runs. */
export const hostCommand = (site: string) => join(site, "node_modules", ".bin", "gatsby-adapter-node")

/** Returns the total size of all files in a folder, in bytes. */
export const bytesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

/** The text of a response. */
export const read = async (url: string) => (await fetch(url)).text()

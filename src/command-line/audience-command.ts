import { createReadStream, statSync } from "node:fs"
import path from "node:path"
import { parseArgs } from "node:util"
import * as v from "valibot"
import { invalidEditKeyMessage, isEditKey } from "#audience/edit-key"
import { type ImportReport, importAudience, UnreadableImport } from "#import"
import { audienceName } from "#storage/saved-name"
import { isStorageUnavailable } from "#storage/storage-unavailable"
import { CommandError } from "./command-error"
import { type AudienceStore, openDatabase, openSite } from "./stores"
import { reportAsJson, summarize } from "./summary"

const help = `Imports an audience (visits by browser version) from a file.

  npm run audience -- import <file> --name "Our shop"
  cat access.log.*.gz | npm run audience -- import - --name "Our shop"
  AUDIENCE_KEY=<edit key> npm run audience -- import access.log --update our-shop-x7kq2mnp

<file>         browserslist-stats.json, an analytics table (CSV or TSV), an access log with user agents, or a list
               of user agents, one per line; also packed with gzip or zip; - reads standard input
--name         the name of the audience; required for a new audience
--listed       shows the audience in the public list of audiences
--dry-run      prints the content of the file without saving it
--json         prints the report of a dry run as JSON
--update       replaces the visits of the audience with this slug and keeps its history; requires the edit key from
               the first import in the environment variable AUDIENCE_KEY
--key          the edit key, if the environment variable cannot be used; npm prints it and stores it in ~/.npm/_logs,
               and other users of the machine can see it in the process list
--url          saves to a running site, such as http://localhost:9000, instead of the database in DATABASE_URL or
               DATA_DIR

Exit status: 0 if the audience is saved, 1 if the file, the database or the site fails, 2 if the command is wrong.`

/** Runs `npm run audience` and returns the exit status. Relative file names refer to `directory`. */
export async function runAudienceCommand(args: readonly string[], directory: string): Promise<0 | 1 | 2> {
  try {
    const command = readCommand(args)
    if (command === "help") console.log(help)
    else await runImport(command, directory)
    return 0
  } catch (error) {
    if (error instanceof CommandError) {
      console.error(error.message)
      return error.status
    }
    if (!(error instanceof UnreadableImport) && !isStorageUnavailable(error)) throw error
    console.error(error.message)
    return 1
  }
}

type ImportCommand = {
  file: string
  name: string | undefined
  listed: boolean | undefined
  dryRun: boolean
  json: boolean
  url: string | undefined
  update: { slug: string; editKey: string } | undefined
}

function readCommand(args: readonly string[]): ImportCommand | "help" {
  const { values, positionals } = parseArguments(args)
  const [command, file, ...others] = positionals
  if (values.help || command === undefined) return "help"
  if (command !== "import") throw usageError(`Unknown command “${command}”. The only command is “import”.`)
  if (file === undefined || others.length > 0) {
    throw usageError("Specify one file to import, or - for standard input.")
  }
  const { update, name, url, listed, "dry-run": dryRun = false, json = false } = values
  // A key from a file may end with a line break.
  const editKey = (values.key ?? process.env.AUDIENCE_KEY)?.trim()
  if (update !== undefined && !editKey) {
    throw usageError("--update requires the edit key in the environment variable AUDIENCE_KEY.")
  }
  if (update !== undefined && !isEditKey(editKey ?? "")) throw usageError(invalidEditKeyMessage)
  if (update === undefined && !dryRun && !name?.trim()) {
    throw usageError("--name is required for a new audience.")
  }
  const parsedName = v.safeParse(v.optional(audienceName), name)
  if (!parsedName.success) throw usageError(`--name: ${parsedName.issues[0].message}`)
  if (url !== undefined) validateSiteUrl(url)
  if (json && !dryRun) throw usageError("--json requires --dry-run.")
  return {
    file,
    name: parsedName.output,
    listed,
    dryRun,
    json,
    url,
    update: update !== undefined && editKey ? { slug: update, editKey } : undefined,
  }
}

function validateSiteUrl(url: string): void {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : ({} as Partial<URL>)
  // The message must not repeat the URL, because it may contain a password.
  if (username || password) throw usageError("--url must not contain a user name or a password.")
  if (protocol !== "http:" && protocol !== "https:") {
    throw usageError("--url must be the address of a site, such as http://localhost:9000.")
  }
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: "string" },
        listed: { type: "boolean" },
        "dry-run": { type: "boolean" },
        json: { type: "boolean" },
        update: { type: "string" },
        key: { type: "string" },
        url: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    })
  } catch (error) {
    throw usageError((error as Error).message)
  }
}

function usageError(message: string): CommandError {
  return new CommandError(`${message}\nRun “npm run audience -- --help” for help.`, 2)
}

async function runImport(command: ImportCommand, directory: string): Promise<void> {
  const report = await readFile(command.file, directory)
  console.log(command.json ? reportAsJson(report) : summarize(report))
  if (command.dryRun) return
  const store = command.url === undefined ? openDatabase(process.env) : openSite(command.url)
  try {
    await save(report, command, store)
  } finally {
    await store.close()
  }
}

async function save(report: ImportReport, command: ImportCommand, store: AudienceStore): Promise<void> {
  const { name, listed, update } = command
  const visits = {
    browsers: report.browsers,
    unknown: report.unknown.visits,
    lowerBounds: report.lowerBounds.visits,
    source: report.format,
  }
  if (update) {
    await store.replace(update.slug, update.editKey, { name, listed, visits })
    console.log(`Replaced the visits of ${update.slug}.`)
    return
  }
  const { slug, url, editKey } = await store.create({ name: name ?? "", listed: listed ?? false, visits })
  console.log(`Saved as ${slug}: ${url}\nEdit key (shown only once): ${editKey}`)
}

async function readFile(name: string, directory: string): Promise<ImportReport> {
  const file = path.resolve(directory, name)
  const size = name === "-" ? undefined : sizeInBytes(file)
  const chunks = name === "-" ? process.stdin : createReadStream(file)
  try {
    return await importAudience(
      chunks,
      process.stderr.isTTY ? { onProgress: createProgressReporter(size) } : {},
    )
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code) throw new CommandError(`Cannot read ${file} (${code}).`)
    throw error
  }
}

function sizeInBytes(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) throw new CommandError(`File not found: ${file}`)
  if (stats.isDirectory()) throw new CommandError(`${file} is a directory. Specify one file.`)
  return stats.size
}

function createProgressReporter(size: number | undefined): (bytes: number) => void {
  const megabytes = (bytes: number) => Math.round(bytes / 1e6).toLocaleString("en")
  let nextUpdate = 50e6
  return (bytes) => {
    const isEnd = bytes === size && nextUpdate > 50e6
    if (bytes < nextUpdate && !isEnd) return
    nextUpdate = bytes + 50e6
    const total = size === undefined ? "" : ` of ${megabytes(size)}`
    process.stderr.write(`\r${megabytes(bytes)}${total} MB${isEnd ? "\n" : ""}`)
  }
}

import { createReadStream, statSync } from "node:fs"
import path from "node:path"
import { parseArgs } from "node:util"
import * as v from "valibot"
import { invalidEditKeyMessage, isEditKey } from "../audience/edit-key"
import { type ImportReport, importAudience, UnreadableImport } from "../audience/import"
import { audienceName } from "../storage/audience-name"
import { isStorageUnavailable } from "../storage/storage-unavailable"
import { CommandError } from "./command-error"
import { type AudienceStore, openDatabase, openSite } from "./stores"
import { summarize } from "./summary"

const help = `Imports an audience: visits by browser version, from a file.

  npm run audience -- import <file> --name "Our shop"
  zcat access.log.*.gz | npm run audience -- import - --name "Our shop"
  AUDIENCE_KEY=<edit key> npm run audience -- import access.log --update our-shop-x7kq2mnp

<file>         browserslist-stats.json, a CSV or TSV of analytics, an access log in combined or JSON form,
               or user agents, one a line; - reads the standard input
--name         what the audience is called; needed for a new one
--listed       everybody finds it in the list of audiences
--dry-run      only says what the file holds
--update       replaces the visits of the audience of this slug, by the edit key that was told when it was saved, in
               the variable AUDIENCE_KEY; its history stays
--key          the edit key, where it cannot be in the variable: npm prints it and keeps it in ~/.npm/_logs, and
               whoever lists the processes of the machine sees it
--url          saves to a running site, such as http://localhost:9000, instead of the database that DATABASE_URL
               and DATA_DIR name

It ends with 0 once the audience is saved, with 1 where the file or the database is to blame, with 2 where the
command is.`

/**
 * Runs the command and says on standard output and standard error how it went.
 * @param args what follows the command's name
 * @param directory what a file's name is relative to
 * @returns what the process is to end with
 */
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

interface ImportCommand {
  file: string
  name: string | undefined
  listed: boolean | undefined
  dryRun: boolean
  url: string | undefined
  update: { slug: string; editKey: string } | undefined
}

function readCommand(args: readonly string[]): ImportCommand | "help" {
  const { values, positionals } = parse(args)
  const [command, file, ...others] = positionals
  if (values.help || command === undefined) return "help"
  if (command !== "import") throw wrong(`There is no command “${command}”, only “import”.`)
  if (file === undefined || others.length > 0) {
    throw wrong("Name one file to import, or - for the standard input.")
  }
  const { update, name, url, listed, "dry-run": dryRun = false } = values
  // A file that a key was kept in ends its line.
  const editKey = (values.key ?? process.env.AUDIENCE_KEY)?.trim()
  if (update !== undefined && !editKey)
    throw wrong("--update needs the audience's edit key, in the variable AUDIENCE_KEY.")
  if (update !== undefined && !isEditKey(editKey ?? "")) throw wrong(invalidEditKeyMessage)
  if (update === undefined && !dryRun && !name?.trim())
    throw wrong("--name says what the audience is to be called.")
  const named = v.safeParse(v.optional(audienceName), name)
  if (!named.success) throw wrong(`--name: ${named.issues[0].message}`)
  if (url !== undefined) requireSite(url)
  return {
    file,
    name: named.output,
    listed,
    dryRun,
    url,
    update: update !== undefined && editKey ? { slug: update, editKey } : undefined,
  }
}

function requireSite(url: string): void {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : ({} as Partial<URL>)
  // What was given is not said again: a password may stand in it.
  if (username || password) throw wrong("--url takes an address without a name and a password in it.")
  if (protocol !== "http:" && protocol !== "https:") {
    throw wrong("--url takes the address of a site, such as http://localhost:9000.")
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: "string" },
        listed: { type: "boolean" },
        "dry-run": { type: "boolean" },
        update: { type: "string" },
        key: { type: "string" },
        url: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    })
  } catch (error) {
    throw wrong((error as Error).message)
  }
}

function wrong(sentence: string): CommandError {
  return new CommandError(`${sentence}\nnpm run audience -- --help tells more.`, 2)
}

async function runImport(command: ImportCommand, directory: string): Promise<void> {
  const report = await readFile(command.file, directory)
  console.log(summarize(report))
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
  const visits = { browsers: report.browsers, unknown: report.unknown.visits, source: report.format }
  if (update) {
    await store.replace(update.slug, update.editKey, { name, listed, visits })
    console.log(`Replaced the visits of ${update.slug}.`)
    return
  }
  const { slug, url, editKey } = await store.create({ name: name ?? "", listed: listed ?? false, visits })
  console.log(`Saved as ${slug}: ${url}\nEdit key, told this once: ${editKey}`)
}

async function readFile(name: string, directory: string): Promise<ImportReport> {
  const file = path.resolve(directory, name)
  const size = name === "-" ? undefined : sizeOf(file)
  const chunks = name === "-" ? process.stdin : createReadStream(file)
  try {
    return await importAudience(chunks, process.stderr.isTTY ? { onProgress: showProgress(size) } : {})
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code) throw new CommandError(`${file} cannot be read (${code}).`)
    throw error
  }
}

function sizeOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) throw new CommandError(`There is no file ${file}.`)
  if (stats.isDirectory()) throw new CommandError(`${file} is a directory: name one file.`)
  return stats.size
}

/** Megabytes on one line of the terminal, once every fifty. */
function showProgress(size: number | undefined): (bytes: number) => void {
  const megabytes = (bytes: number) => Math.round(bytes / 1e6).toLocaleString("en")
  let next = 50e6
  return (bytes) => {
    const isEnd = bytes === size && next > 50e6
    if (bytes < next && !isEnd) return
    next = bytes + 50e6
    const all = size === undefined ? "" : ` of ${megabytes(size)}`
    process.stderr.write(`\r${megabytes(bytes)}${all} MB${isEnd ? "\n" : ""}`)
  }
}

import cluster from "node:cluster"
import module from "node:module"
import { basename, dirname, join, resolve } from "node:path"
import { type Configuration, readConfiguration } from "./configuration"
import { StartupError } from "./errors"
import { hostFolder } from "./manifest"
import { exitWithError, runPrimary } from "./primary"

const usage = `Usage: gatsby-adapter-node [directory]

Serves the build of the Gatsby site in a directory. Default: the current directory.
Settings are environment variables, such as PORT (9000) and HOST (localhost): see the README.`

const [argument] = process.argv.slice(2)
if (argument === "--help" || argument === "-h") {
  console.log(usage)
  process.exit(0)
}

/** The adapter copies this program to the site's `.cache/host`. The copy serves that site. */
const isCopy = basename(__dirname) === "host" && basename(dirname(__dirname)) === ".cache"
const site = isCopy ? resolve(__dirname, "..", "..") : resolve(argument ?? ".")

;(module as Partial<Record<"enableCompileCache", (folder: string) => void>>).enableCompileCache?.(
  join(site, hostFolder, "compiled"),
)
// Gatsby's engines find their files by the working directory.
process.chdir(site)
process.env.NODE_ENV ??= "production"
const configuration = readConfigurationOrExit()
if (cluster.isPrimary) runPrimary(__filename, site, configuration)
else startWorker(configuration)

async function startWorker(settings: Configuration): Promise<void> {
  // The primary process does not load it: it stays small and starts the workers at once.
  const { runWorker, send } = await import("./worker")
  try {
    await runWorker(site, settings)
  } catch (error) {
    send({ host: "start failed", reason: reasonOf(error) })
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof StartupError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function readConfigurationOrExit(): Configuration {
  try {
    return readConfiguration(process.env)
  } catch (error) {
    if (error instanceof StartupError) return exitWithError(error.message)
    throw error
  }
}

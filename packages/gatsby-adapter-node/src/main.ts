import cluster from "node:cluster"
import module from "node:module"
import { basename, dirname, join, resolve } from "node:path"
import { type Configuration, ConfigurationError, readConfiguration } from "./configuration"
import { hostFolder } from "./manifest"
import { refuse, runPrimary } from "./primary"

const usage = `Usage: gatsby-adapter-node [directory]

Serves the build of the Gatsby site in a directory. Default: the current one.
PORT (9000) and HOST (localhost) are environment variables, as all settings are: see the README.`

const [argument] = process.argv.slice(2)
if (argument === "--help" || argument === "-h") {
  console.log(usage)
  process.exit(0)
}

/** The adapter copies this program into the site's `.cache/host`; there it serves that site. */
const isCopy = basename(__dirname) === "host" && basename(dirname(__dirname)) === ".cache"
const site = isCopy ? resolve(__dirname, "..", "..") : resolve(argument ?? ".")

// Node 22 and later keep what they compiled for the next start, if the folder can be written.
;(module as Partial<Record<"enableCompileCache", (folder: string) => void>>).enableCompileCache?.(
  join(site, hostFolder, "compiled"),
)
// Gatsby's engines find their files by the working directory.
process.chdir(site)
process.env.NODE_ENV ??= "production"
const configuration = configurationOrRefuse()
if (cluster.isPrimary) runPrimary(__filename, site, configuration)
else startWorker(configuration)

async function startWorker(settings: Configuration): Promise<void> {
  // Only workers load it: the primary stays small, and starts the workers at once.
  const { runWorker, tell } = await import("./worker")
  try {
    await runWorker(site, settings)
  } catch (error) {
    tell({ host: "refused", sentence: sentenceOf(error) })
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function configurationOrRefuse(): Configuration {
  try {
    return readConfiguration(process.env)
  } catch (error) {
    if (error instanceof ConfigurationError) return refuse(error.message)
    throw error
  }
}

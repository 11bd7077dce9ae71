import cluster from "node:cluster"
import module from "node:module"
import { resolve } from "node:path"
import { type Configuration, ConfigurationError, readConfiguration } from "./configuration"
import { refuse, runPrimary } from "./primary"

/** The adapter puts this program into the site's `.cache/host`. */
const site = resolve(__dirname, "..", "..")

// Node 22 and later keep what they compiled for the next start; where nothing can be written, they do not.
;(module as Partial<Record<"enableCompileCache", (folder: string) => void>>).enableCompileCache?.(
  resolve(__dirname, "compiled"),
)
// Gatsby's engines find their files by the working directory.
process.chdir(site)
process.env.NODE_ENV ??= "production"
const configuration = configurationOrRefuse()
if (cluster.isPrimary) runPrimary(__filename, configuration)
else startWorker(configuration)

async function startWorker(settings: Configuration): Promise<void> {
  // Loaded by workers alone: the process that watches them stays small, and starts them at once.
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

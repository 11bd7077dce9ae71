import cluster from "node:cluster"
import { existsSync } from "node:fs"
import module from "node:module"
import { basename, dirname, join, resolve } from "node:path"
import { readDirectory, usage } from "./command-line"
import { type Configuration, readConfiguration } from "./configuration"
import { StartupError } from "./errors"
import { hostFolder, manifestPath } from "./manifest"
import { exitWithError, runPrimary } from "./primary"

const args = process.argv.slice(2)
if (args.includes("--help") || args.includes("-h")) {
  console.log(usage)
  process.exit(0)
}

/** The adapter copies this program to the site's `.cache/host`. The copy serves only that site. */
const isCopy = basename(__dirname) === "host" && basename(dirname(__dirname)) === ".cache"
const site = orExit(() => readDirectory(args, isCopy ? resolve(__dirname, "..", "..") : undefined))

// The compile cache makes Node create a folder. So the cache is enabled only if the folder of the site contains a built
// site.
if (existsSync(manifestPath(site))) {
  ;(module as Partial<Record<"enableCompileCache", (folder: string) => void>>).enableCompileCache?.(
    join(site, hostFolder, "compiled"),
  )
}
// Gatsby's page engine and query engine find their files relative to the working directory.
process.chdir(site)
process.env.NODE_ENV ??= "production"
const configuration = orExit(() => readConfiguration(process.env))
if (cluster.isPrimary) runPrimary(__filename, site, configuration)
else startWorker(configuration)

async function startWorker(settings: Configuration): Promise<void> {
  // Only workers load the worker module. The primary process does not load it, so that it needs less memory and starts
  // the workers sooner.
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

function orExit<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof StartupError) return exitWithError(error.message)
    throw error
  }
}

import { statSync } from "node:fs"
import { resolve } from "node:path"
import { StartupError } from "./errors"

export const usage = `Usage: gatsby-adapter-node [directory]

Serves the build of the Gatsby site in a directory. Default: the current directory.
Settings are environment variables, such as PORT (9000) and HOST (localhost): see the README.`

/**
 * Returns the directory of the site.
 * @param args the arguments without the name of the program
 * @param ownSite the site whose build contains the program. Undefined for the program of the package
 * @throws StartupError for options, for more than one argument, and for a directory that the program cannot serve
 */
export function readDirectory(args: readonly string[], ownSite: string | undefined): string {
  const option = args.find((argument) => argument.startsWith("-"))
  if (option !== undefined) throw new StartupError(`“${option}” is not a valid option.\n\n${usage}`)
  if (args.length > 1) {
    throw new StartupError(`Only one directory is allowed, not ${args.length} arguments.\n\n${usage}`)
  }
  const site = resolve(args[0] ?? ownSite ?? ".")
  if (ownSite !== undefined && site !== ownSite) {
    throw new StartupError(`This program is part of the build in ${ownSite} and serves only that site.`)
  }
  if (!statSync(site, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StartupError(`“${args[0]}” is not a directory.\n\n${usage}`)
  }
  return site
}

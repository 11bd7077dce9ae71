/** The Content-Security-Policy header of server-rendered pages, which the build has written to a file. */

// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine resolves Node's modules by their bare names only
import { readFileSync } from "fs"
// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine resolves Node's modules by their bare names only
import { join } from "path"

/**
 * The file to which a build writes the header as one line, `name: value`. The path is relative to the site's directory.
 */
export const policyFile = join(".cache", "content-security-policy.txt")

let header: Record<string, string> | undefined

/**
 * Returns the header of the policy. Returns an empty object if the build has no policy, and under develop, because the
 * bundles of develop need eval.
 */
export function contentSecurityPolicyHeader(): Record<string, string> {
  if (process.env.NODE_ENV !== "production") return {}
  header ??= readHeader()
  return header
}

function readHeader(): Record<string, string> {
  try {
    const line = readFileSync(join(process.cwd(), policyFile), "utf8").trim()
    const colon = line.indexOf(": ")
    return colon === -1 ? {} : { [line.slice(0, colon)]: line.slice(colon + 2) }
  } catch {
    return {}
  }
}

/** The Content-Security-Policy header of server-rendered pages, which the build has written to a file. */

// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine resolves Node's modules by their bare names only
import { readFileSync } from "fs"
// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine resolves Node's modules by their bare names only
import { join } from "path"

/** Where a build writes the header, relative to the site: one line, `name: value`. */
export const policyFile = join(".cache", "content-security-policy.txt")

let header: Record<string, string> | undefined

/** The header; none under develop, whose bundles need eval, and without a policy in the build. */
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

// biome-ignore lint/style/useNodejsImportProtocol: Gatsby lets its page engine import Node's modules by their bare names alone
import { readFileSync } from "fs"
// biome-ignore lint/style/useNodejsImportProtocol: Gatsby lets its page engine import Node's modules by their bare names alone
import { join } from "path"

/** Where a build writes its policy for the server, relative to the site. One line, as in HTTP: `name: value`. */
export const policyFile = join(".cache", "content-security-policy.txt")

let header: Record<string, string> | undefined

/** The policy's header; none under develop, whose bundles need eval, and without a policy in the build. */
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

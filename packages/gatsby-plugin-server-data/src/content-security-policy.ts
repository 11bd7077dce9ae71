// biome-ignore lint/style/useNodejsImportProtocol: Gatsby lets its page engine import Node's modules by their bare names alone
import { readFileSync } from "fs"
// biome-ignore lint/style/useNodejsImportProtocol: Gatsby lets its page engine import Node's modules by their bare names alone
import { join } from "path"

/** Where a build leaves its policy for the server, from the site's directory. */
export const policyFile = join(".cache", "content-security-policy.txt")

let policy: string | undefined

/** The policy of the build that runs here; undefined under develop, whose bundles need eval, and where a build made none. */
export function contentSecurityPolicy(): string | undefined {
  if (process.env.NODE_ENV !== "production") return undefined
  policy ??= read()
  return policy || undefined
}

function read(): string {
  try {
    return readFileSync(join(process.cwd(), policyFile), "utf8").trim()
  } catch {
    return ""
  }
}

import { existsSync, readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { join } from "node:path"

const source = join(__dirname, "../../src")

/** Returns the files and packages that a bundle of this file contains. Type imports add nothing to the bundle. */
function bundleOf(file: string, found = new Set([file])): Set<string> {
  const code = readFileSync(join(source, file), "utf8").replace(/^(?:import|export) type .*$/gm, "")
  for (const [, name = ""] of code.matchAll(/(?:from|import) "([^"]+)"/g)) {
    const path = [`${name}.ts`, `${name}.tsx`].find((candidate) => existsSync(join(source, candidate)))
    if (!path) found.add(name)
    else if (!found.has(join(path))) bundleOf(join(path), found.add(join(path)))
  }
  return found
}

const isFile = (name: string) => /\.tsx?$/.test(name)
const packagesOf = (file: string) => [...bundleOf(file)].filter((name) => !isFile(name) && !isBuiltin(name))
const pageFiles = ["server-data.ts", "content-security-policy.ts", "load-result.ts"]
const serverFiles = ["handle-request.ts", "request-url.ts", "error-handling.ts", ...pageFiles]

test.each(["index.ts", "endpoint.ts"])("a server bundle of %s contains no package", (entry) => {
  expect(packagesOf(entry)).toEqual([])
})

test("a function's bundle contains nothing of pages", () => {
  const files = [...bundleOf("endpoint.ts")]
  expect(files).toContain("handle-request.ts")
  expect(files.filter((name) => pageFiles.includes(name))).toEqual([])
})

test.each([
  ["client.ts", []],
  ["gatsby-browser.ts", ["gatsby", "react"]],
])("a browser bundle of %s contains nothing of the server", (entry, packages) => {
  expect(packagesOf(entry).sort()).toEqual(packages)
  expect([...bundleOf(entry)].filter((name) => serverFiles.includes(name))).toEqual([])
})

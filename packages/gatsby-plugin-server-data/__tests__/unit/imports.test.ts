import { existsSync, readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { join } from "node:path"

const room = join(__dirname, "../../src")

/** The files and packages that a file brings into a bundle. Type imports bring nothing. */
function reach(file: string, seen = new Set([file])): Set<string> {
  const source = readFileSync(join(room, file), "utf8").replace(/^(?:import|export) type .*$/gm, "")
  for (const [, name = ""] of source.matchAll(/(?:from|import) "([^"]+)"/g)) {
    const found = [`${name}.ts`, `${name}.tsx`].find((path) => existsSync(join(room, path)))
    if (!found) seen.add(name)
    else if (!seen.has(join(found))) reach(join(found), seen.add(join(found)))
  }
  return seen
}

test("a function's bundle gets no React and no store, and a browser's nothing of the server", () => {
  for (const entry of ["index.ts", "endpoint.ts"]) {
    const packages = [...reach(entry)].filter((name) => !/\.tsx?$/.test(name) && !isBuiltin(name))
    expect([entry, packages]).toEqual([entry, []])
  }
  const browser = [...reach("client.ts")]
  expect(browser.filter((name) => !/\.tsx?$/.test(name)).sort()).toEqual(["gatsby", "react"])
  expect(browser.filter((name) => /^(handle-request|server-data|request-url)\.ts/.test(name))).toEqual([])
})

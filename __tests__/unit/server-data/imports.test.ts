import { readdirSync, readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { join, relative, resolve } from "node:path"

const room = resolve(__dirname, "../../../src/server-data")
const imports = (file: string) => {
  const source = readFileSync(join(room, file), "utf8")
  const types = [...source.matchAll(/^(?:import|export) type [^"]*from "([^"]+)"/gm)].map(
    ([, name = ""]) => name,
  )
  const all = [...source.matchAll(/(?:from|import) "([^"]+)"/g)].map(([, name = ""]) => name)
  return { all, values: all.filter((name) => !types.includes(name)) }
}

/** The files and packages that a file brings into a bundle. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  for (const name of imports(file).values) {
    if (!name.startsWith(".")) seen.add(name)
    else {
      const found =
        [`${name}.ts`, `${name}.tsx`].map((path) => relative(room, join(room, path))).find(exists) ?? name
      if (!seen.has(found)) reach(found, seen.add(found))
    }
  }
  return seen
}
const files = readdirSync(room).filter((name) => /\.tsx?$/.test(name))
const exists = (file: string) => files.includes(file)

test.each(files)("%s imports nothing from the rest of the site", (file) => {
  const outside = imports(file).all.filter((name) => name.startsWith("..") || name.includes("/src/"))
  expect(outside).toEqual([])
})

test("a function's bundle gets no React and no store, and a browser's nothing of the server", () => {
  for (const entry of ["index.ts", "endpoint.ts"]) {
    const packages = [...reach(entry)].filter((name) => !exists(name) && !isBuiltin(name))
    expect([entry, packages]).toEqual([entry, []])
  }
  const browser = [...reach("client.tsx")]
  expect(browser.filter((name) => !exists(name)).sort()).toEqual(["gatsby", "react"])
  expect(
    browser.filter((name) =>
      ["answer.ts", "server-data.ts", "outcome.ts", "own-url.ts", "content-security-policy.ts"].includes(
        name,
      ),
    ),
  ).toEqual([])
})

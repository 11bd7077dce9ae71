import { execFileSync } from "node:child_process"
import { quoted, readDocument, repository, tableRows } from "../../support/documents"

/** What the site and its host read of the environment, by the files that read it. */
const read = ["src/server/configuration.ts", "src/storage/configuration.ts", "src/webstatus/configuration.ts"]
  .flatMap((file) => Array.from(readDocument(file).matchAll(/\benv\.([A-Z_]+)|env, "([A-Z_]+)"/g)))
  .map(([, plain, byName]) => plain ?? byName ?? "")
const variables = [...new Set([...read, "SITE_URL"])].sort()

test("the README names each variable of the environment that counts, and no other", () => {
  const named = tableRows("README.md", "## Configuration").flatMap(([cell]) => quoted(cell))
  expect(variables.length).toBeGreaterThan(9)
  expect(named.sort()).toEqual(variables)
})

test("the README of the host names those of the host", () => {
  const host = Array.from(
    readDocument("src/server/configuration.ts").matchAll(/\benv\.([A-Z_]+)|env, "([A-Z_]+)"/g),
    ([, plain, byName]) => plain ?? byName,
  )
  const named = tableRows("src/server/README.md", "## Configuration").flatMap(([cell]) => quoted(cell))
  const variablesNamed = named.filter((name) => /^[A-Z_]+$/.test(name))
  expect(variablesNamed.sort()).toEqual([...new Set(host)].sort())
})

test("nothing else of the site reads the environment by a name that nobody is told", () => {
  const found = execFileSync("git", ["grep", "-hoE", "process\\.env\\.[A-Z_]+", "--", "src"], {
    cwd: repository,
    encoding: "utf8",
  })
  const names = new Set(
    found
      .trim()
      .split("\n")
      .map((text) => text.slice("process.env.".length)),
  )
  // Gatsby's own, and the command line's, which its --help tells.
  for (const known of ["NODE_ENV", "GATSBY_SITE_URL", "AUDIENCE_KEY"]) names.delete(known)
  expect([...names].filter((name) => !variables.includes(name))).toEqual([])
})

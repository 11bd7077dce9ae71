import { quoted, readDocument, tableRows } from "../../support/documents/documents"

const host = "packages/gatsby-adapter-node/src/configuration.ts"

test.each([
  [
    "README.md",
    [host, "src/storage/storage-configuration.ts", "src/webstatus/webstatus-url.ts"],
    ["SITE_URL"],
  ],
  ["packages/gatsby-adapter-node/README.md", [host], []],
])("the configuration table of %s names the variables that the code reads", (document, files, others) => {
  const read = files
    .flatMap((file) => [...readDocument(file).matchAll(/\benv\.([A-Z_]+)|env, "([A-Z_]+)"/g)])
    .map(([, property, argument]) => property ?? argument)
  const named = tableRows(document, "## Configuration").flatMap(([cell]) => quoted(cell))
  const variables = named.filter((name) => /^[A-Z_]+$/.test(name))
  expect(variables.sort()).toEqual([...new Set([...read, ...others])].sort())
})

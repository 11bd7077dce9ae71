import { missingFiles, missingTests, tableRows } from "../../support/documents"
import { lintOf } from "../../support/lint"

const rows = tableRows("docs/ssr.md")

test("Gatsby's two pages and RTK Query's are gone through", () => {
  expect(tableRows("docs/ssr.md", "## Gatsby: Server-Side Rendering API").length).toBeGreaterThan(30)
  expect(tableRows("docs/ssr.md", "## Gatsby: Using Server-side Rendering").length).toBeGreaterThan(9)
  expect(tableRows("docs/ssr.md", "## RTK Query: Server Side Rendering").length).toBeGreaterThan(12)
})

test.each(rows)("“%s” is done, and shown by tests that are there", (_sentence, here, tests) => {
  expect(missingFiles(here)).toEqual([])
  expect(missingTests(tests)).toEqual([])
})

test("getServerData is exported by pages alone", () => {
  const text = "export async function getServerData() {\n  return { props: {} }\n}\n"
  expect(lintOf("src/components/layout.tsx", text)).toMatch(/exported by page files only/)
  expect(lintOf("src/site/picker.tsx", text)).toMatch(/exported by page files only/)
  expect(lintOf("src/pages/stack.tsx", text)).toBe("")
})

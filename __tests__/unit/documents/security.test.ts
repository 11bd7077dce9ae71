import { missingFiles, missingTests, readDocument, tableRows } from "../../support/documents"

test.each(tableRows("SECURITY.md", "## Threats"))(
  "%s: the defence and its tests exist",
  (_threat, defence, tests) => {
    expect(missingFiles(defence)).toEqual([])
    expect(missingTests(tests)).toEqual([])
  },
)

test("every dependency with an install script is listed in allowScripts", () => {
  const { packages } = JSON.parse(readDocument("package-lock.json")) as {
    packages: Record<string, { hasInstallScript?: boolean }>
  }
  const { allowScripts } = JSON.parse(readDocument("package.json"))
  const names = Object.entries(packages)
    .filter(([path, { hasInstallScript }]) => path && hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ""))
  expect(names.filter((name) => !(name in allowScripts))).toEqual([])
})

import { missingFiles, missingTestFiles, readDocument, tableRows } from "../../support/documents"

test.each(tableRows("SECURITY.md", "## Threats"))(
  "the files that defend against “%s”, and their tests, exist",
  (_threat, defence, tests) => {
    expect(missingFiles(defence)).toEqual([])
    expect(missingTestFiles(tests)).toEqual([])
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

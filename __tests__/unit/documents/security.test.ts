import { claimsOf, missingFiles, readDocument } from "../../support/documents/documents"

test("the threat model names files and tests that exist", () => {
  const threats = claimsOf("docs/threat-model.md")
  expect(threats.length).toBeGreaterThan(50)
  expect(threats.filter(({ tests }) => tests.length === 0)).toEqual([])
  expect(missingFiles(threats.flatMap(({ code, tests }) => [...code, ...tests]))).toEqual([])
})

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

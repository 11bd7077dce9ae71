import { missingFiles, missingTests, quoted, readDocument, tableRows } from "../../support/documents"

const threats = tableRows("SECURITY.md", "## Threats")

test("the threats that come to mind first have their row", () => {
  const named = threats.map(([threat]) => threat).join("\n")
  for (const word of [
    /inline script/,
    /markup in a parameter/,
    /name of an audience/,
    /smuggling/,
    /headers injected/,
    /open redirects/,
    /reaches other files/,
    /prototype pollution/,
    /poisoning/,
    /deception/,
    /time of an answer/,
    /CSRF/,
    /SSRF/,
    /unpack/,
    /password/,
  ])
    expect(named).toMatch(word)
})

test.each(threats)("%s: the defence and its tests are there", (_threat, defence, tests) => {
  expect(quoted(defence).some((name) => name.startsWith("src/") || name === "package.json")).toBe(true)
  expect(missingFiles(defence)).toEqual([])
  expect(missingTests(tests)).toEqual([])
})

test("install scripts run where they are listed, and nowhere else", () => {
  const { packages } = JSON.parse(readDocument("package-lock.json")) as {
    packages: Record<string, { hasInstallScript?: boolean }>
  }
  const { allowScripts } = JSON.parse(readDocument("package.json")) as {
    allowScripts: Record<string, boolean>
  }
  const withScript = Object.entries(packages).filter(
    ([path, { hasInstallScript }]) => path && hasInstallScript,
  )
  const names = withScript.map(([path]) => path.replace(/^.*node_modules\//, ""))
  expect(names.length).toBeGreaterThan(3)
  expect(names.filter((name) => !(name in allowScripts))).toEqual([])
})

import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { temporaryDirectory } from "#tests/support/inputs/data-directory"
import { readDirectory, usage } from "../../src/command-line"

test("the site is the given directory, by default the current one", () => {
  const site = temporaryDirectory()
  expect(readDirectory([site], undefined)).toBe(site)
  expect(readDirectory([], undefined)).toBe(process.cwd())
})

test.each([
  [["--port", "3000"], "“--port” is not a valid option."],
  [[".", "-p"], "“-p” is not a valid option."],
  [[".", "3000"], "Only one directory is allowed, not 2 arguments."],
  [["nonexistent"], "“nonexistent” is not a directory."],
])("refuses the arguments %j, and shows the usage", (args, message) => {
  expect(() => readDirectory(args, undefined)).toThrow(`${message}\n\n${usage}`)
})

test("refuses a file", () => {
  const file = join(temporaryDirectory(), "site")
  writeFileSync(file, "")
  expect(() => readDirectory([file], undefined)).toThrow(`“${file}” is not a directory.`)
})

test("the program of a build serves only its own site", () => {
  const site = temporaryDirectory()
  for (const args of [[], [site]]) expect(readDirectory(args, site)).toBe(site)
  expect(() => readDirectory(["."], site)).toThrow(
    `This program is part of the build in ${site} and serves only that site.`,
  )
})

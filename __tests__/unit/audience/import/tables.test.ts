import { type ImportReport, importAudience } from "../../../../src/audience/import"

function read(...lines: string[]): Promise<ImportReport> {
  async function* inOneChunk() {
    yield Buffer.from(lines.join("\n"))
  }
  return importAudience(inOneChunk())
}

test.each([
  [
    "beside the system's name",
    ["Operating system,OS with version,Browser,Browser version,Users", "iOS,iOS 17.2.1,Chrome,141.0,5"],
  ],
  ["alone", ["OS with version,Browser,Browser version,Users", "iOS 17.2.1,Chrome,141.0,5"]],
  [
    "in the column of versions",
    ["Operating system,OS version,Browser,Browser version,Users", "iOS,iOS 17.2.1,Chrome,141.0,5"],
  ],
  [
    "by its full name",
    ["os,operating system with version,browser,version,users", "iOS,iOS 17.2.1,Chrome,141.0,5"],
  ],
])("the version behind the system's name is read: %s", async (_, lines) => {
  expect((await read(...lines)).browsers).toEqual({ safari_ios: { "17.2": 5 } })
})

test.each([
  ["beside the name", ["Browser,Browser version,Users", "Chrome,Chrome 141,5", "Safari,Safari 26.0,2"]],
  ["alone", ["Browser version,Users", "Chrome 141,5", "Safari 26.0,2"]],
  [
    "and a browser's name that is not set",
    ["Browser,Browser version,Users", ",Chrome 141,5", ",Safari 26.0,2", ",141,9"],
  ],
])("the browser's name in the column of its version is read: %s", async (_, lines) => {
  expect((await read(...lines)).browsers).toEqual({ chrome: { "141": 5 }, safari: { "26": 2 } })
})

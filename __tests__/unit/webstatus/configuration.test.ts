import { readWebstatusUrl } from "../../../src/webstatus/configuration"
import { webstatus } from "../../../src/webstatus/webstatus"

test.each([
  [undefined, "https://api.webstatus.dev/"],
  ["", "https://api.webstatus.dev/"],
  ["off", undefined],
  ["http://127.0.0.1:8080/mirror", "http://127.0.0.1:8080/mirror"],
])("WEBSTATUS_URL=%s is %s", (text, url) => {
  expect(readWebstatusUrl({ WEBSTATUS_URL: text })?.href).toBe(url)
})

test.each([
  ["https://user:secret@x.example/path", "…@x.example/path"],
  ["https://user:sec/ret@x.example", "…@x.example"],
  ["user:sec@ret@x.example", "…@x.example"],
])("a refusal of %s has no password", (text, shown) => {
  expect(() => readWebstatusUrl({ WEBSTATUS_URL: text })).toThrow(`not “${shown}”.`)
})

test.each([
  "no",
  "ftp://x.example",
  "javascript:alert(1)",
  "https://user:secret@x.example",
  "https://x.example?a=1",
])("WEBSTATUS_URL=%s is refused with a sentence", (text) => {
  expect(() => readWebstatusUrl({ WEBSTATUS_URL: text })).toThrow(/must be the address .* or “off”, not/)
})

test("an address that cannot be counts as off where nothing looked at it before, which is said once", async () => {
  const log = jest.spyOn(process.stderr, "write").mockReturnValue(true)
  process.env.WEBSTATUS_URL = "nonsense"
  for (const id of ["grid", "has"]) expect(await webstatus()(id)).toBe("disabled")
  expect(log.mock.calls.join("").match(/WEBSTATUS_URL must be .* It counts as “off”\./g)).toHaveLength(1)
  log.mockRestore()
})

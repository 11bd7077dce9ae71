import { webstatus } from "#webstatus/webstatus"
import { readWebstatusUrl } from "#webstatus/webstatus-url"

test.each([
  [undefined, "https://api.webstatus.dev/"],
  ["", "https://api.webstatus.dev/"],
  ["off", undefined],
  ["http://127.0.0.1:8080/mirror", "http://127.0.0.1:8080/mirror"],
])("reads WEBSTATUS_URL=%s as %s", (text, url) => {
  expect(readWebstatusUrl({ WEBSTATUS_URL: text })?.href).toBe(url)
})

test.each([
  ["https://user:secret@x.example/path", "…@x.example/path"],
  ["https://user:sec/ret@x.example", "…@x.example"],
  ["user:sec@ret@x.example", "…@x.example"],
])("the error message for %s does not contain the password", (text, shown) => {
  expect(() => readWebstatusUrl({ WEBSTATUS_URL: text })).toThrow(`not “${shown}”.`)
})

test.each([
  "no",
  "ftp://x.example",
  "javascript:alert(1)",
  "https://user:secret@x.example",
  "https://x.example?a=1",
])("WEBSTATUS_URL=%s is refused with the valid values", (text) => {
  expect(() => readWebstatusUrl({ WEBSTATUS_URL: text })).toThrow(/must be the URL .* or “off”, not/)
})

test("an invalid WEBSTATUS_URL turns requests off, and is logged once", async () => {
  const log = jest.spyOn(process.stderr, "write").mockReturnValue(true)
  process.env.WEBSTATUS_URL = "nonsense"
  for (const id of ["grid", "has"]) expect(await webstatus()(id)).toBe("disabled")
  expect(log.mock.calls.join("").match(/WEBSTATUS_URL must be .* Using “off”\./g)).toHaveLength(1)
  log.mockRestore()
})

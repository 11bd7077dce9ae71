import { sendRequest } from "#tests/support/servers/cached-origin"
import { runSite } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

const running = runSite(() => sharedHost(fixture))

/** Sends a form with one file, and returns the names of the field and of the file that the function receives. */
async function upload(parameters: string): Promise<string[][]> {
  const body = [
    "--edge",
    `Content-Disposition: form-data; name="größe"; ${parameters}`,
    "Content-Type: text/plain",
    "",
    "content",
    "--edge--",
    "",
  ].join("\r\n")
  const { text } = await sendRequest(`${running.site.url}/api/request`, {
    method: "POST",
    headers: {
      "content-type": "multipart/form-data; boundary=edge",
      "content-length": String(Buffer.byteLength(body)),
    },
    body,
  })
  const { files } = JSON.parse(text) as { files: { fieldname: string; originalname: string }[] }
  return files.map(({ fieldname, originalname }) => [fieldname, originalname])
}

test.each([
  ["letters outside ASCII", 'filename="größe 日本.txt"', "größe 日本.txt"],
  ["a quote, as browsers send it", 'filename="a%22b.txt"', 'a"b.txt'],
  ["a quote with a backslash", 'filename="a\\"b.txt"', 'a"b.txt'],
  ["folders", 'filename="../../etc/passwd"', "passwd"],
  ["folders of Windows", 'filename="C:\\\\x\\\\a.txt"', "a.txt"],
  ["an extended value (RFC 5987)", "filename*=UTF-8''%e2%82%ac%20rates.txt", "€ rates.txt"],
  [
    "an extended value besides a plain one",
    "filename=\"a.txt\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt",
    "größe.txt",
  ],
  ["an extended value in Latin-1", "filename*=ISO-8859-1'en'%A3.txt", "£.txt"],
  ["encoded folders in an extended value", "filename*=UTF-8''..%2F..%5Cetc%2Fpasswd", "passwd"],
  ["an encoded line break", 'filename="a%0D%0Ab.txt"', "a__b.txt"],
  ["an encoded NUL", "filename*=UTF-8''a.txt%00.png", "a.txt_.png"],
])("a function receives the right and safe name of an upload with %s", async (_name, parameters, name) =>
  expect(await upload(parameters)).toEqual([["größe", name]]),
)

test.each(['filename=".."', 'filename="a/"', "filename*=UTF-8''..%2F.."])(
  "a function receives no file with %s, which is not a name",
  async (parameters) => expect(await upload(parameters)).toEqual([]),
)

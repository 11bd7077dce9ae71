import { nodeRequire } from "../../../src/catalog/node-require"
import { getJson } from "../../../src/webstatus/get-json"

// No server of a test has a certificate that another believes, nor the port on which both schemes are one host.
jest.mock("../../../src/catalog/node-require", () => ({ nodeRequire: jest.fn() }))

/** Every address leads to `location`, which answers. */
function leadTo(location: string): string[] {
  const asked: string[] = []
  const fetch = async ({ href }: URL) => {
    asked.push(href)
    return href === location ? Response.json({ here: true }) : Response.redirect(location, 301)
  }
  jest.mocked(nodeRequire).mockReturnValue({ default: fetch })
  return asked
}

test.each([
  ["https://dashboard.example/a", "https://dashboard.example/b"],
  ["http://dashboard.example/a", "https://dashboard.example/a"],
  ["http://dashboard.example/a", "http://dashboard.example/b"],
])("a redirect from %s to %s is followed", async (from, to) => {
  const asked = leadTo(to)
  expect(await getJson(new URL(from))).toEqual({ here: true })
  expect(asked).toEqual([from, to])
})

test.each([
  ["https://dashboard.example/a", "http://dashboard.example/a"],
  ["https://dashboard.example/a", "ftp://dashboard.example/a"],
  ["http://dashboard.example/a", "ftp://dashboard.example/a"],
])("a redirect from %s to %s leads to less than https, and is not followed", async (from, to) => {
  const asked = leadTo(to)
  await expect(getJson(new URL(from))).rejects.toThrow(`redirects to ${new URL(to).protocol}`)
  expect(asked).toEqual([from])
})

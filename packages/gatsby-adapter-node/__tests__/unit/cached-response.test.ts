import { promisify } from "node:util"
import { gzip } from "node:zlib"
import { compact } from "../../src/cache/cached-response"

test.each([
  ["a short text", async () => Buffer.from("x".repeat(900))],
  ["output of zlib", () => promisify(gzip)("x".repeat(5_000))],
])("%s takes no more memory than its own bytes", async (_name, make) => {
  const bytes = await make()
  expect(bytes.buffer.byteLength).toBeGreaterThan(4_000)
  const own = compact(bytes)
  expect(own.equals(bytes)).toBe(true)
  expect(own.buffer.byteLength).toBe(bytes.length)
})

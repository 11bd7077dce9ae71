import { promisify } from "node:util"
import { gzip } from "node:zlib"
import { compact } from "../../../packages/gatsby-adapter-node/src/cache/cache-entry"

test.each([
  ["a short text", async () => Buffer.from("x".repeat(900))],
  ["what zlib made", () => promisify(gzip)("x".repeat(5_000))],
])("%s, kept, keeps no more memory than its own", async (_name, make) => {
  const bytes = await make()
  // Or there would be nothing to do.
  expect(bytes.buffer.byteLength).toBeGreaterThan(4_000)
  const own = compact(bytes)
  expect(own.equals(bytes)).toBe(true)
  expect(own.buffer.byteLength).toBe(bytes.length)
})

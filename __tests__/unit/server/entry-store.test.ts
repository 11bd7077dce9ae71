import { entryOf } from "../../../packages/gatsby-adapter-node/src/cache/cache-entry"
import { EntryStore } from "../../../packages/gatsby-adapter-node/src/cache/entry-store"

const request = (url: string) => ({ url, headers: { host: "a" } })
const store = (entries: EntryStore, url: string) => {
  const head = { status: 200, headers: { "cache-control": "s-maxage=60" } }
  const entry = entryOf(request(url), head, Buffer.from("x"))
  if (entry) entries.store(request(url), entry)
}

test("what is remembered of addresses is bounded by their length, not by their number", () => {
  const entries = new EntryStore(1_000_000)
  // Each takes 16 kB of a table that has a sixteenth of the bytes.
  for (let page = 0; page < 10; page++) store(entries, `/${page}${"x".repeat(8_000)}`)
  expect(entries.find(request(`/9${"x".repeat(8_000)}`)).entry).toBeDefined()
  expect(entries.find(request(`/0${"x".repeat(8_000)}`)).entry).toBeUndefined()
  expect(entries.bytes).toBeLessThanOrEqual(1_000_000)
})

import { cachedResponseOf } from "../../src/cache/cached-response"
import { ResponseStore } from "../../src/cache/response-store"

const request = (url: string) => ({ origin: "http://a", url, headers: { host: "a" } })
const storeOne = (store: ResponseStore, url: string) => {
  const head = { status: 200, headers: { "cache-control": "s-maxage=60" } }
  const cached = cachedResponseOf(request(url), head, Buffer.from("x"))
  if (cached) store.store(request(url), cached)
}

test("limits the table of URLs by their length, not by their number", () => {
  const store = new ResponseStore(1_000_000)
  // The store's table of addresses has a sixteenth of the store's bytes. Each URL takes 16 kB of the table.
  for (let page = 0; page < 10; page++) storeOne(store, `/${page}${"x".repeat(8_000)}`)
  expect(store.find(request(`/9${"x".repeat(8_000)}`)).cached).toBeDefined()
  expect(store.find(request(`/0${"x".repeat(8_000)}`)).cached).toBeUndefined()
  expect(store.bytes).toBeLessThanOrEqual(1_000_000)
})

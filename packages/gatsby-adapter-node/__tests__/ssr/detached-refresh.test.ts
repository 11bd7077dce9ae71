import { cacheClock, cachedOrigin, sendRequest } from "#tests/support/servers/cached-origin"

const passes = cacheClock()

test("a background refresh trusts the client's X-Forwarded headers no more than its request", async () => {
  const proxy = "127.0.0.1"
  const origin = await cachedOrigin({}, { trustProxy: proxy })
  origin.respond(({ hostname, protocol, ip }, reply) =>
    reply
      .header("cache-control", "s-maxage=1, stale-while-revalidate=60")
      .send(`${origin.requestCount()}: ${protocol}://${hostname} for ${ip}`),
  )
  const forged = {
    host: "site.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "6.6.6.6",
  }
  const visitor = { headers: forged, from: "127.0.0.2" }
  const plainly = "http://site.example for 127.0.0.2"
  expect((await sendRequest(`${origin.url}/page`, visitor)).text).toBe(`1: ${plainly}`)
  passes(1_100)
  expect((await sendRequest(`${origin.url}/page`, visitor)).text).toBe(`1: ${plainly}`)
  let refreshed = `1: ${plainly}`
  while (refreshed.startsWith("1")) refreshed = (await sendRequest(`${origin.url}/page`, visitor)).text
  expect(refreshed).toBe(`2: ${plainly}`)
  await origin.close()
})

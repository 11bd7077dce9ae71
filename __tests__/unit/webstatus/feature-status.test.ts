import fc from "fast-check"
import { parseFeatureStatus } from "#webstatus/feature-status"
import { feature } from "../../support/servers/dashboard"

const empty = { scores: [], chromeUsage: null, positions: [], signals: null }

test("requires only the id, and ignores unknown fields", () => {
  expect(parseFeatureStatus({ feature_id: "grid" })).toEqual(empty)
  expect(parseFeatureStatus({ ...feature("grid"), news: [1], wpt: { canary: {} } }).scores).toEqual([])
})

test.each([null, [], "grid", {}, { feature_id: 5 }, { data: [feature("grid")] }])(
  "throws an error for %j",
  (body) => {
    expect(() => parseFeatureStatus(body)).toThrow()
  },
)

test("leaves out invalid parts, and keeps the others", () => {
  const odd = { wpt: "all of it", usage: { chrome: 3 }, vendor_positions: { mozilla: "positive" } }
  expect(parseFeatureStatus({ ...feature("grid"), ...odd })).toEqual({
    ...empty,
    signals: { upvotes: 34, url: expect.any(String) },
  })
  const positions = [
    { vendor: "mozilla" },
    "positive",
    { position: "neutral" },
    { vendor: "apple", position: 1 },
  ]
  expect(parseFeatureStatus({ feature_id: "grid", vendor_positions: positions }).positions).toEqual([
    { vendor: "mozilla", position: "", url: null },
  ])
  const wpt = {
    stable: {
      chrome: { score: 2 },
      edge: {},
      firefox: null,
      opera: 0.5,
      safari: { score: 0.5 },
      "<b>": { score: 0.5 },
    },
  }
  expect(parseFeatureStatus({ feature_id: "grid", wpt }).scores).toEqual([
    { browser: "chrome", stable: null, experimental: null },
    { browser: "edge", stable: null, experimental: null },
    { browser: "firefox", stable: null, experimental: null },
    { browser: "opera", stable: null, experimental: null },
    { browser: "safari", stable: 0.5, experimental: null },
  ])
})

test.each([
  "javascript:alert(1)",
  "JAVASCRIPT:alert(1)",
  " javascript:alert(1)",
  "data:text/html,x",
  "//x",
  "/x",
  "",
])("does not link to %j", (link) => {
  const body = { feature_id: "grid", developer_signals: { upvotes: 1, link } }
  expect(parseFeatureStatus(body).signals).toEqual({ upvotes: 1, url: null })
})

test("cuts texts, and removes control and direction characters", () => {
  const long = "x".repeat(1_000_000)
  const [position] = parseFeatureStatus({
    feature_id: "grid",
    vendor_positions: [{ vendor: long, position: `a\u202eb\u0000c\ud800`, url: `https://x.example/${long}` }],
  }).positions
  expect(position).toEqual({ vendor: "x".repeat(100), position: "a b c", url: null })
})

test("reads only the first items of a long list", () => {
  let reads = 0
  const counted = {
    get score() {
      reads++
      return 0.5
    },
  }
  const many = Array.from({ length: 100_000 }, (_, index) => [`p${index}`, counted])
  const { scores } = parseFeatureStatus({ feature_id: "grid", wpt: { stable: Object.fromEntries(many) } })
  expect(scores).toHaveLength(20)
  expect(reads).toBeLessThan(100)
})

test("returns small, plain JSON for any response", () => {
  const bodies = fc.record({
    feature_id: fc.string(),
    wpt: fc.oneof(fc.anything(), fc.record({ stable: fc.dictionary(fc.string(), fc.anything()) })),
    usage: fc.anything(),
    vendor_positions: fc.oneof(
      fc.anything(),
      fc.array(fc.record({ vendor: fc.string(), url: fc.anything() })),
    ),
    developer_signals: fc.anything(),
  })
  fc.assert(
    fc.property(bodies, (body) => {
      const status = parseFeatureStatus(body)
      expect(JSON.parse(JSON.stringify(status))).toEqual(status)
      expect(JSON.stringify(status).length).toBeLessThan(100_000)
    }),
  )
})

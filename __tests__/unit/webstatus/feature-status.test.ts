import fc from "fast-check"
import { parseFeatureStatus } from "../../../src/webstatus/feature-status"
import { feature } from "../../support/dashboard"

const empty = { scores: [], chromeUsage: null, positions: [], signals: null }

test("all but the id may be missing, and what is new is not looked at", () => {
  expect(parseFeatureStatus({ feature_id: "grid" })).toEqual(empty)
  expect(parseFeatureStatus({ ...feature("grid"), news: [1], wpt: { canary: {} } }).scores).toEqual([])
})

test.each([null, [], "grid", {}, { feature_id: 5 }, { data: [feature("grid")] }])(
  "%j is no feature",
  (answer) => {
    expect(() => parseFeatureStatus(answer)).toThrow()
  },
)

test("a part of another shape is missing, and the others are there", () => {
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
])("%j is no address for a link", (link) => {
  const answer = { feature_id: "grid", developer_signals: { upvotes: 1, link } }
  expect(parseFeatureStatus(answer).signals).toEqual({ upvotes: 1, url: null })
})

test("texts are cut, and have no characters that rearrange what is around them", () => {
  const long = "x".repeat(1_000_000)
  const [position] = parseFeatureStatus({
    feature_id: "grid",
    vendor_positions: [{ vendor: long, position: `a\u202eb\u0000c\ud800`, url: `https://x.example/${long}` }],
  }).positions
  expect(position).toEqual({ vendor: "x".repeat(100), position: "a b c", url: null })
})

test("of a long list a part is looked at, so it takes no time", () => {
  let looks = 0
  const counted = {
    get score() {
      looks++
      return 0.5
    },
  }
  const many = Array.from({ length: 100_000 }, (_, place) => [`p${place}`, counted])
  const { scores } = parseFeatureStatus({ feature_id: "grid", wpt: { stable: Object.fromEntries(many) } })
  expect(scores).toHaveLength(20)
  expect(looks).toBeLessThan(100)
})

test("whatever comes, what goes on is small plain JSON", () => {
  const answers = fc.record({
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
    fc.property(answers, (answer) => {
      const status = parseFeatureStatus(answer)
      expect(JSON.parse(JSON.stringify(status))).toEqual(status)
      expect(JSON.stringify(status).length).toBeLessThan(100_000)
    }),
  )
})

import * as v from "valibot"

/** Characters of a text, items of a list: enough for what the dashboard has, too few to break a page. */
const longest = { text: 100, url: 2_000, list: 20 }

/**
 * What came from elsewhere is text: cut, and without control and direction characters, which could rearrange what
 * stands around it. Half of a character that the cut left is among them.
 */
const text = v.pipe(
  v.string(),
  v.transform((input) =>
    input
      .slice(0, longest.text)
      .replace(/\p{C}+/gu, " ")
      .trim(),
  ),
)

/** An address that a link may have. Anything else, `javascript:` above all, is none. */
const webAddress = v.fallback(
  v.nullable(
    v.pipe(
      v.string(),
      v.maxLength(longest.url),
      v.check((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)),
    ),
  ),
  null,
)

const fraction = v.fallback(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), null)

/** The products of web-platform-tests have words for ids: `chrome`, `safari_ios`. */
const productId = /^[\w-]{1,40}$/

/** Cut before valibot looks at it: an answer of the largest size must not hold up all other requests. */
const scores = v.fallback(
  v.pipe(
    v.custom<Record<string, unknown>>((input) => typeof input === "object" && input !== null),
    v.transform((products) => {
      const names = Object.keys(products).filter((name) => productId.test(name))
      return Object.fromEntries(names.slice(0, longest.list).map((name) => [name, products[name]]))
    }),
    v.record(v.string(), v.fallback(v.object({ score: v.optional(fraction, null) }), { score: null })),
  ),
  {},
)

const position = v.object({
  vendor: text,
  position: v.optional(text, ""),
  url: v.optional(webAddress, null),
})

/**
 * `Feature` of the API's OpenAPI description (openapi/backend/openapi.yaml of GoogleChrome/webstatus.dev), as far as
 * it is used here. All but the id may be missing, or of another shape than we know: then that part is missing.
 */
const RemoteFeature = v.object({
  feature_id: v.string(),
  wpt: v.fallback(
    v.optional(v.object({ stable: v.optional(scores, {}), experimental: v.optional(scores, {}) })),
    undefined,
  ),
  usage: v.fallback(
    v.optional(v.object({ chrome: v.optional(v.object({ daily: v.optional(fraction, null) })) })),
    undefined,
  ),
  vendor_positions: v.fallback(
    v.pipe(
      v.optional(v.custom<unknown[]>(Array.isArray), []),
      v.transform((items) => items.slice(0, longest.list).filter((item) => v.is(position, item))),
      v.array(position),
    ),
    [],
  ),
  developer_signals: v.fallback(
    v.nullable(
      v.object({
        upvotes: v.pipe(v.number(), v.integer(), v.minValue(0)),
        link: v.optional(webAddress, null),
      }),
    ),
    null,
  ),
})

/**
 * Reads a response of the API: what the dashboard knows of one feature. Shares are fractions, 0 to 1.
 * @throws v.ValiError where it is no feature at all
 */
export function parseFeatureStatus(answer: unknown) {
  const { wpt, usage, vendor_positions, developer_signals } = v.parse(RemoteFeature, answer)
  const { stable = {}, experimental = {} } = wpt ?? {}
  const named = new Set([...Object.keys(stable), ...Object.keys(experimental)])
  const browsers = [...named].slice(0, longest.list)
  return {
    scores: browsers.map((browser) => ({
      browser,
      stable: stable[browser]?.score ?? null,
      experimental: experimental[browser]?.score ?? null,
    })),
    chromeUsage: usage?.chrome?.daily ?? null,
    positions: vendor_positions,
    signals: developer_signals && { upvotes: developer_signals.upvotes, url: developer_signals.link },
  }
}

export type FeatureStatus = ReturnType<typeof parseFeatureStatus>

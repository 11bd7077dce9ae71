import * as v from "valibot"

// Parses a response of the Web Platform Dashboard for a feature. The response is untrusted. The parser cuts texts and
// lists to a size that cannot break a page. It leaves out invalid parts and keeps the valid parts.

const maxTextLength = 100
const maxUrlLength = 2_000
const maxItems = 20

/**
 * Replaces control and direction characters, which could change the surrounding text. Also replaces half of a character
 * that `slice` has cut.
 */
const text = v.pipe(
  v.string(),
  v.transform((input) =>
    input
      .slice(0, maxTextLength)
      .replace(/\p{C}+/gu, " ")
      .trim(),
  ),
)

/** A URL with http or https, which is safe in a link. Null for any other scheme, such as `javascript:`. */
const webAddress = v.fallback(
  v.nullable(
    v.pipe(
      v.string(),
      v.maxLength(maxUrlLength),
      v.check((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)),
    ),
  ),
  null,
)

const fraction = v.fallback(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), null)

const productId = /^[\w-]{1,40}$/

/**
 * The list of scores is shortened before valibot validates it. Validating a list of the maximum response size would
 * block other requests.
 */
const scores = v.fallback(
  v.pipe(
    v.custom<Record<string, unknown>>((input) => typeof input === "object" && input !== null),
    v.transform((products) => {
      const names = Object.keys(products).filter((name) => productId.test(name))
      return Object.fromEntries(names.slice(0, maxItems).map((name) => [name, products[name]]))
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
 * The fields of `Feature` that this site uses. `Feature` is defined in openapi/backend/openapi.yaml of
 * GoogleChrome/webstatus.dev.
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
      v.transform((items) => items.slice(0, maxItems).filter((item) => v.is(position, item))),
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
 * Parses a response of the dashboard's API. Scores and usage are fractions from 0 to 1. A missing or invalid part is
 * null or empty.
 * @throws v.ValiError if the body is not a feature
 */
export function parseFeatureStatus(body: unknown) {
  const { wpt, usage, vendor_positions, developer_signals } = v.parse(RemoteFeature, body)
  const { stable = {}, experimental = {} } = wpt ?? {}
  const tested = new Set([...Object.keys(stable), ...Object.keys(experimental)])
  const browsers = [...tested].slice(0, maxItems)
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

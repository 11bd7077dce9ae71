const closed =
  "the proxy responds to a closed connection with 502, which the suite takes for a stored response; nothing stale is served"

/** The required tests of http-cache-tests that this cache does not pass, with the reason why the cache is correct. */
export const requiredNotes: Record<string, string> = {
  "304-etag-update-response-Content-Length": "Node's client refuses a length that differs from the body",
  "304-etag-update-response-Set-Cookie": "a response with a cookie is private and never stored",
  "age-parse-prefix":
    "expects “Age: 0,7200” to be fresh; its name and the tests of “0, 0” and of two lines expect it to be stale",
  "headers-store-Content-Length": "Node's client refuses a length that differs from the body",
  "headers-store-Set-Cookie": "a response with a cookie is private and never stored",
  "partial-use-headers": "depends on partial responses from stored responses, which are optional",
  "stale-close-must-revalidate": closed,
  "stale-close-no-cache": closed,
  "stale-close-proxy-revalidate": closed,
  "stale-close-s-maxage=2": closed,
}

/** Reasons for failed tests of the kind “optimal”, and for tests of the kind “check” with the result “no”. */
const otherNotes: readonly [ids: RegExp, note: string][] = [
  [/^(?:status|heuristic-599)/, "errors and unknown statuses are not reused"],
  [/^method-POST/, "a response to POST is not stored"],
  [/^vary-normalise/, "Accept-Language is compared as it was sent"],
  [/^conditional-lm-fresh-no-lm/, "the time of storing does not replace Last-Modified"],
  [/^partial/, "the route handles ranges; partial responses are not stored"],
  [/^other-authorization/, "responses to Authorization are private"],
  [/^other-set-cookie/, "a response with a cookie is private"],
  [
    /^ccreq/,
    "the cache ignores request directives about freshness, so that a reload does not reach the route",
  ],
  [/^stale-(?:close|503|warning)/, "stale responses are used if stale-… allows it; Warning is obsolete"],
  [/^heuristic|^pragma/, "a response without a lifetime is not reused without revalidation"],
  [
    /^freshness-max-age-date/,
    "the age starts at the time of storing, because the route runs in the same process",
  ],
  [/^freshness-max-age/, "of an invalid or repeated value, the stricter or the first one applies"],
  [/^freshness-expires/, "an invalid date counts as past"],
  [/^headers-omit/, "no-cache for one field applies to the whole response"],
  [/^conditional-etag-(?:forward|vary)/, "the cache evaluates a client's conditions itself"],
  [/^conditional-etag/, "only valid entity tags are compared: ASCII in quotes, with W/ if weak"],
  [/^head-/, "a response to HEAD does not change the stored response to GET"],
]

export const noteOf = (id: string): string | undefined => otherNotes.find(([ids]) => ids.test(id))?.[1]

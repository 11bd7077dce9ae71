const closed =
  "its origin closes the connection, which our proxy tells with a 502, and the suite takes whatever its origin did not number for an answer of the cache; nothing stale is served"

/** Required tests of http-cache-tests that this cache does not pass, and why that is right. */
export const requiredNotes: Record<string, string> = {
  "304-etag-update-response-Content-Length": "the length is not that of the body: Node's client refuses it",
  "304-etag-update-response-Set-Cookie": "an answer with a cookie is one visitor's, and never stored",
  "age-parse-prefix":
    "wants “Age: 0,7200” fresh; its name, and the tests of “0, 0” and two lines, want stale",
  "headers-store-Content-Length": "the length is not that of the body: Node's client refuses it",
  "headers-store-Set-Cookie": "an answer with a cookie is one visitor's, and never stored",
  "partial-use-headers": "builds on parts that a cache makes of stored answers, which is optional",
  "stale-close-must-revalidate": closed,
  "stale-close-no-cache": closed,
  "stale-close-proxy-revalidate": closed,
  "stale-close-s-maxage=2": closed,
}

/** Why it does otherwise than the optimal tests wish, or than the answer that a question calls yes. */
const otherNotes: readonly [ids: RegExp, note: string][] = [
  [/^(?:status|heuristic-599)/, "errors and statuses that nobody knows are not used again"],
  [/^method-POST/, "an answer to POST is not stored"],
  [/^vary-normalise/, "Accept-Language is compared as it was sent"],
  [/^conditional-lm-fresh-no-lm/, "the time of storing is not taken for a Last-Modified"],
  [/^partial/, "a range goes to the route; an answer in parts is not stored"],
  [/^other-authorization/, "answers to Authorization are one visitor's"],
  [/^other-set-cookie/, "an answer with a cookie is one visitor's"],
  [/^ccreq/, "what a request says about freshness is advice, and a reload does not reach the route"],
  [/^stale-(?:close|503|warning)/, "stale answers are used where stale-… allows them; Warning is obsolete"],
  [/^heuristic|^pragma/, "without a lifetime nothing is used again unasked"],
  [/^freshness-max-age-date/, "the age counts from the storing: the route is in the same process"],
  [
    /^freshness-max-age/,
    "of what cannot be read, or is there twice, the careful or the first reading counts",
  ],
  [/^freshness-expires/, "a date that is none counts as past"],
  [/^headers-omit/, "no-cache for one field counts for the whole answer"],
  [/^conditional-etag-(?:forward|vary)/, "a client's conditions are checked here, and not passed on"],
  [/^conditional-etag/, "an entity tag has quotes, ASCII, and W/ before it where it is weak"],
  [/^head-/, "an answer to HEAD leaves the stored answer to GET as it is"],
]

/** Why a test that is not required has another outcome; undefined where nothing explains it. */
export const noteOf = (id: string): string | undefined => otherNotes.find(([ids]) => ids.test(id))?.[1]

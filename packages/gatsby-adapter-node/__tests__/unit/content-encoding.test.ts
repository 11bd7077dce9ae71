import { isCompressible, preferredEncoding } from "../../src/cache/content-encoding"

test.each([
  [undefined, undefined],
  ["", undefined],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip", "gzip"],
  ["br;q=0, gzip;q=0.1", "gzip"],
  ["br;q=0.5, gzip;q=0.8", "gzip"],
  ["*", "br"],
  ["*;q=0", undefined],
  ["identity", undefined],
  ["deflate", undefined],
  ["GZIP;Q=1", "gzip"],
  ["br;q=0, *", "gzip"],
  ["identity;q=0", undefined],
  ["br;q=banana, gzip;q=0.001, ,;", "gzip"],
  ["x-br, brrr, gzip2", undefined],
])("for “%s” it chooses %s", (accepted, encoding) => expect(preferredEncoding(accepted)).toBe(encoding))

test.each([
  [{ "content-type": "text/html; charset=utf-8" }, 2_000, true],
  [{ "content-type": "application/problem+json" }, 2_000, true],
  [{ "content-type": "image/svg+xml" }, 2_000, true],
  [{ "content-type": "text/html" }, 100, false],
  [{ "content-type": "image/png" }, 2_000, false],
  [{ "content-type": "text/html", "content-encoding": "gzip" }, 2_000, false],
  [{ "content-type": "text/html", "cache-control": "no-transform" }, 2_000, false],
  [{}, 2_000, false],
])("headers %p with %i bytes are compressible: %p", (headers, bytes, gains) =>
  expect(isCompressible(headers, bytes)).toBe(gains),
)

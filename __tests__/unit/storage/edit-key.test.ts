import { timingSafeEqual } from "node:crypto"
import { createEditKey, hashKey, matchesHash } from "#storage/edit-key-hash"

jest.mock("crypto", () => {
  const crypto = jest.requireActual("crypto")
  return { ...crypto, timingSafeEqual: jest.fn(crypto.timingSafeEqual) }
})

test("compares keys in constant time, whatever their length", () => {
  const key = createEditKey()
  const compare = jest.mocked(timingSafeEqual)
  for (const [sent, matches] of [
    [key, true],
    [createEditKey(), false],
    ["", false],
    ["x".repeat(10_000), false],
  ] as const) {
    compare.mockClear()
    expect(matchesHash(sent, hashKey(key))).toBe(matches)
    expect(compare.mock.calls.map((hashes) => hashes.map(({ byteLength }) => byteLength))).toEqual([[32, 32]])
  }
})

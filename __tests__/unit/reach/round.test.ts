import { roundReach, roundShare } from "#reach/round"

test("removes the noise of binary arithmetic from a share", () => {
  expect(roundShare(0.1 + 0.2)).toBe(0.3)
  expect(roundShare(0.123456789)).toBe(0.123456789)
})

test("rounds the shares of a reach so that they add up to 1", () => {
  const third = 1 / 3
  expect(roundReach({ reach: third, lost: third, unknown: third })).toEqual({
    reach: 0.333333333,
    lost: 0.333333334,
    unknown: 0.333333333,
  })
})

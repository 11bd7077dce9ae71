import { roundReach, roundShare } from "#reach/round"

test("removes the noise of binary arithmetic from a share", () => {
  expect(roundShare(0.1 + 0.2)).toBe(0.3)
  expect(roundShare(0.123456789)).toBe(0.123456789)
})

test("rounds the shares of identified visits so that they add up to 1", () => {
  const third = 1 / 3
  expect(roundReach({ reach: third, partial: third, lost: third, unknown: 0.1 + 0.2 })).toEqual({
    reach: 0.333333333,
    partial: 0.333333334,
    lost: 0.333333333,
    unknown: 0.3,
  })
})

test("rounds the shares of all visits so that they add up to 1 with the unknown share", () => {
  const seventh = 1 / 7
  const { reach, partial, lost, unknown } = roundReach({
    reach: seventh,
    partial: 2 * seventh,
    lost: seventh,
    unknown: 3 * seventh,
  })
  expect(reach).toBe(0.142857143)
  expect(Math.abs(reach + partial + lost + unknown - 1)).toBeLessThan(1e-12)
})

test("rounded shares are never negative", () => {
  const { partial, lost } = roundReach({ reach: 0.4999999995, partial: 0.5000000005, lost: 0, unknown: 0 })
  expect(partial).toBeGreaterThanOrEqual(0)
  expect(Object.is(lost, 0)).toBe(true)
})

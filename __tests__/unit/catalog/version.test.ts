import { compareVersions, countUpTo, isVersion, normalizeVersion } from "#catalog/version"

test("compares versions numerically, part by part", () => {
  const ascending = ["1", "1.5", "2", "9.1", "10", "10.0.1", "10.1", "15.6", "15.10", "100", "TP"]
  expect([...ascending].reverse().sort(compareVersions)).toEqual(ascending)
  expect(compareVersions("16", "16.0")).toBe(0)
  expect(compareVersions("TP", "TP")).toBe(0)
})

test("reduces ≤ and ranges to one version", () => {
  expect(normalizeVersion("≤79")).toBe("79")
  expect(normalizeVersion("16.6-16.7")).toBe("16.6")
  expect(normalizeVersion("TP")).toBe("TP")
})

test("counts the versions that are not newer than a version", () => {
  const versions = ["4", "15.6", "16.0", "17"]
  expect(countUpTo(versions, "3")).toBe(0)
  expect(countUpTo(versions, "15.6")).toBe(2)
  expect(countUpTo(versions, "16.5")).toBe(3)
  expect(countUpTo(versions, "TP")).toBe(4)
})

test("accepts one to four numbers with dots, and TP, as versions", () => {
  expect(["1", "120.0.6099.109", "15.6", "TP"].filter(isVersion)).toHaveLength(4)
  expect(["", "abc", "1.", "-1", "1e3", "15,6", "1.2.3.4.5", "12345678"].filter(isVersion)).toEqual([])
})

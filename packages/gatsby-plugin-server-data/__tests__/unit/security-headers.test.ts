import * as entry from "../../src/security-headers"

test("the entry security-headers exports only the headers of files", () => {
  expect(Object.keys(entry)).toEqual(["fileSecurityHeaders"])
  expect(entry.fileSecurityHeaders({ "X-Robots-Tag": "noai", "referrer-policy": "" })).toEqual([
    {
      source: "/*",
      headers: expect.arrayContaining([
        { key: "x-content-type-options", value: "nosniff" },
        { key: "x-robots-tag", value: "noai" },
      ]),
    },
  ])
})

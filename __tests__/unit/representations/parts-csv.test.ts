import { partsCsv, partsCsvName } from "#representations/parts-csv"

const part = {
  key: "css.at-rules.media",
  name: "@media",
  baseline: "widely" as const,
  since: null,
  required: true,
  reach: 0.5,
  partial: 0.25,
  lost: 0.25,
}

test("writes one row for each part, and keeps a spreadsheet from taking a name for a formula", () => {
  expect(partsCsv({ parts: [part, { ...part, name: "a, b", since: "2020-01-15" }] })).toBe(
    "key,name,baseline,since,required,reach,partial,lost\r\n" +
      `css.at-rules.media,"'@media",widely,,true,0.5,0.25,0.25\r\n` +
      'css.at-rules.media,"a, b",widely,2020-01-15,true,0.5,0.25,0.25\r\n',
  )
})

test("the file name contains the feature and the audience", () => {
  const nameOf = (browsers: string | null) =>
    partsCsvName({ feature: { id: "grid" }, audience: { id: "DE", browsers } } as never)
  expect(nameOf(null)).toBe("reachline-grid-DE.csv")
  expect(nameOf("defaults")).toBe("reachline-grid-DE-narrowed.csv")
})

import { type Audience, regionAudience } from "#audience/audience"
import { regionCodes } from "#audience/regions"
import { indexCatalog } from "#catalog/load"
import { computeFigures } from "#reach/audience-figures"
import { supportOf } from "#reach/reach"
import { resources } from "#resources"
import { provideCatalog } from "#tests/support/inputs/catalog"
import { medianOf, print } from "./median"

const catalog = provideCatalog()
const rounds = 60
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`

test("measures the figures of all features", async () => {
  const regions = regionCodes(catalog)
  // This measurement comes first, because the audiences below fill the cache.
  const newList = await medianOf(rounds, (round) => resources.features.resolve({ audience: regions[round] }))
  const audiences = regions.map((audience) => regionAudience({ audience }))
  const audienceOf = (round: number) => audiences[round % audiences.length] as Audience
  const rows = [
    ["feature list for a new audience", newList],
    [
      "first figures for a new audience",
      await medianOf(rounds, (round) => computeFigures(audienceOf(round), indexCatalog(catalog))),
    ],
    [
      "first figures for a region",
      await medianOf(rounds, (round) => computeFigures(audienceOf(round), catalog)),
    ],
    [
      "feature list for a cached audience",
      await medianOf(rounds, () => resources.features.resolve({ audience: "DE" })),
    ],
    [
      "search for “grid” in this list",
      await medianOf(rounds, () => resources.features.resolve({ audience: "DE", q: "grid" })),
    ],
  ] as const
  const naiveMs = await medianOf(5, (round) => {
    for (const feature of catalog.features) {
      for (const { browser, version } of audienceOf(round).shares)
        supportOf(catalog, feature, browser, version)
    }
  })
  print(`${catalog.features.length} features, median of ${rounds} rounds`, [
    ["", "ms", "× faster than version by version"],
    ...rows.map(([name, ms]) => [name, ms.toFixed(3), (naiveMs / ms).toFixed(1)]),
    ["all features, version by version", naiveMs.toFixed(3), "1.0"],
  ])
})

test("measures single features, with up to several hundred parts", async () => {
  const ids = ["has", "grid", "anchor-positioning", "svg", "temporal"]
  const rows: string[][] = []
  for (const id of ids) {
    const ms = await medianOf(rounds, () => resources.feature.resolve({ id, audience: "DE" }))
    const response = await resources.feature.resolve({ id, audience: "DE" })
    const kilobytes = Buffer.byteLength(JSON.stringify(response)) / 1000
    rows.push([id, String(catalog.feature(id)?.parts.length), ms.toFixed(3), kilobytes.toFixed(1)])
  }
  print("one feature for a cached audience", [["", "parts", "ms", "kB"], ...rows])
})

test("measures the files of the catalogue", async () => {
  const { compileCatalog } = await import("#catalog/compile")
  const { compilePartDetails } = await import("#catalog/compile-part-details")
  const compiled = compileCatalog()
  const files = { catalogue: compiled, "details of parts": compilePartDetails(compiled) }
  const rows: string[][] = []
  for (const [name, content] of Object.entries(files)) {
    const text = JSON.stringify(content)
    const ms = await medianOf(10, () => JSON.parse(text))
    rows.push([name, megabytes(Buffer.byteLength(text)), ms.toFixed(1)])
  }
  print("files", [["", "size", "ms to parse"], ...rows])
})

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

test("measures the figures of all features", async () => {
  const audiences = regionCodes(catalog).map((audience) => regionAudience({ audience }))
  const audienceOf = (round: number) => audiences[round % audiences.length] as Audience
  const rows = [
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
    [
      "one feature for a cached audience",
      await medianOf(rounds, () => resources.feature.resolve({ id: "has", audience: "DE" })),
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

import Papa from "papaparse"
import { formatPercent } from "#reach/format-percent"
import { featureBadge } from "#representations/feature-badge"
import { featuresCsv } from "#representations/features-csv"
import { resources } from "#resources"
import { listFeatures } from "#resources/features-resource"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

const audiences = [
  {},
  { audience: "DE" },
  { audience: "alt-af", of: "all" },
  { audience: "JP", browsers: "defaults", target: 98 },
  { audience: "US", browsers: "baseline 2022" },
] as const

/** 50 features from the whole catalogue. Some of them have only partial support. */
const ids = [
  "anchor-positioning",
  "display-contents",
  ...catalog.features.filter((_, index) => index % 25 === 0).map(({ id }) => id),
].slice(0, 50)

test.each(audiences)(
  "50 features have the same figures in the list, the CSV file, the feature, the stack and the badge: %j",
  async (choice) => {
    const { items } = await listFeatures(choice)
    const { data } = Papa.parse<Record<string, string>>(featuresCsv(items), { header: true })
    expect(ids).toHaveLength(50)
    for (const id of ids) {
      const feature = await resources.feature.resolve({ id, ...choice })
      const figures = {
        reach: feature.reach,
        partial: feature.partial,
        lost: feature.lost,
        unknown: feature.unknown,
      }
      const item = items.find((listed) => listed.id === id)
      expect(item).toMatchObject({ ...figures, meetsTarget: feature.meetsTarget })
      const row = data.find((line) => line.id === id)
      expect(row).toMatchObject(
        Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, String(value)])),
      )
      const stack = await resources.stack.resolve({ features: id, ...choice })
      expect(stack).toMatchObject({ ...figures, meetsTarget: feature.meetsTarget, target: feature.target })
      expect(stack.features[0]).toMatchObject({ reach: feature.reach, partial: feature.partial })
      expect(featureBadge(feature)).toContain(
        `${formatPercent(feature.reach).replace("<", "&lt;").replace(">", "&gt;")} of `,
      )
      for (const name of ["reach", "partial", "lost"] as const) {
        const sum = feature.browsers.reduce((total, browser) => total + browser[name], 0)
        expect(sum).toBeCloseTo(feature[name], 6)
      }
    }
  },
)

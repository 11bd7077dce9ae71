import { feature } from "#resources/feature-resource"
import { features } from "#resources/features-resource"
import { provideCatalog } from "../../support/inputs/catalog"

beforeAll(() => {
  provideCatalog()
})

type Query = Parameters<typeof features.resolve>[0]
const total = async (query: Query) => (await features.resolve(query)).total

const query: Query = { audience: "DE", q: "grid", baseline: "widely", group: "css", min: 50 }

test("the count of an option is the total with this option and the other filters", async () => {
  const { options } = await features.resolve(query)
  for (const baseline of ["widely", "newly", "limited"] as const) {
    expect(options.baseline[baseline] ?? 0).toBe(await total({ ...query, baseline }))
  }
  for (const group of ["css", "grid", "layout", "html"].filter((id) => id in provideCatalog().groups)) {
    expect(options.group[group] ?? 0).toBe(await total({ ...query, group }))
  }
  const { options: all } = await features.resolve({})
  expect(all.snapshot["ecmascript-2020"]).toBe(await total({ snapshot: "ecmascript-2020" }))
  expect(all.group.css).toBe(await total({ group: "css" }))
})

test("the count without a filter is the total without it", async () => {
  const { without } = await features.resolve(query)
  expect(Object.keys(without).sort()).toEqual(["baseline", "group", "min", "q"])
  for (const name of Object.keys(without) as (keyof typeof without)[]) {
    expect(without[name]).toBe(await total({ ...query, [name]: undefined }))
  }
  expect((await features.resolve({ sort: "name" })).without).toEqual({})
})

test("counts results by reach without the minimum", async () => {
  const { reachCounts, without } = await features.resolve({ ...query, min: 97 })
  expect(reachCounts.reduce((sum, { count }) => sum + count, 0)).toBe(without.min)
  const counted = async (from: number) =>
    reachCounts.filter((step) => step.from >= from).reduce((sum, { count }) => sum + count, 0)
  for (const from of [0.5, 0.95, 0.98])
    expect(await counted(from)).toBe(await total({ ...query, min: 100 * from }))
})

test("lists the browser versions above 1%, oldest first, with their support", async () => {
  const { browsers } = await feature.resolve({ id: "has", audience: "DE" })
  const firefox = browsers.find(({ id }) => id === "firefox")
  const versions = firefox?.versions ?? []
  expect(versions.find(({ version }) => version === "115")?.support).toBe("none")
  expect(versions.at(-1)?.support).toBe("full")
  const numbers = versions.map(({ version }) => Number(version))
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  for (const browser of browsers) {
    const sum = browser.versions.reduce((all, { share }) => all + share, 0)
    expect(sum).toBeLessThanOrEqual(browser.share + 1e-6)
    for (const { share } of browser.versions)
      expect(share).toBeGreaterThanOrEqual(browser.share * 0.01 - 1e-8)
  }
})

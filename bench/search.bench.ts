import { findRegion } from "#audience/find-region"
import { parseQuestion } from "#search/parse-question"
import { resolveFeatures } from "#search/resolve-features"
import { search } from "#search/search"
import { provideCatalog } from "#tests/support/inputs/catalog"
import { medianOf, print } from "./median"

const catalog = provideCatalog()
const rounds = 60

test("measures searches and the indexes that the first search of a process builds", async () => {
  const first = await durationOf(() => search("grid"))
  const firstForeignName = await durationOf(() => findRegion("Allemagne", catalog))
  const searches = ["grid", "optional chaining", "gap", "fetch keepalive", "contaner queries", "qwxzvk"]
  const rows: [name: string, ms: number][] = [
    ["first search of a process", first],
    ["first foreign name of a region", firstForeignName],
  ]
  for (const text of searches) rows.push([`search for “${text}”`, await medianOf(rounds, () => search(text))])
  rows.push(
    [
      "question with three names and a region",
      await medianOf(rounds, () => parseQuestion(":has(), container queries and popover in Germany")),
    ],
    [
      "list of 100 ids",
      await medianOf(rounds, () =>
        resolveFeatures(
          catalog.features
            .slice(0, 100)
            .map(({ id }) => id)
            .join(","),
        ),
      ),
    ],
    [
      "list of 100 unknown names",
      await medianOf(5, () =>
        resolveFeatures(Array.from({ length: 100 }, (_, index) => `grod ${index}`).join(",")),
      ),
    ],
  )
  print("search", [["", "ms"], ...rows.map(([name, ms]) => [name, ms.toFixed(2)])])
})

async function durationOf(run: () => unknown): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}

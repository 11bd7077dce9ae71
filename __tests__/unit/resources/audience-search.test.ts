import { resources } from "../../../src/resources"
import { searchAudiences } from "../../../src/resources/audience-search"
import { savedAudiences } from "../../../src/storage/saved-audiences"
import { provideCatalog } from "../../support/catalog"
import { provideStorage } from "../../support/data-directory"

provideCatalog()
provideStorage()

const answerTo = (q?: string) => resources.audiences.resolve({ q })
const idsFor = async (q: string) => (await answerTo(q)).items.map(({ id }) => id)

test.each([
  ["UK", "GB"],
  ["US", "US"],
  ["de", "DE"],
  ["ALT-EU", "alt-eu"],
  ["Trinidad and Tobago", "TT"],
  ["Cote d'Ivoire", "CI"],
  ["Palestine", "PS"],
  ["St Lucia", "LC"],
  ["Guinea Bissau", "GW"],
  ["Bosnia and Herzegovina", "BA"],
  ["World", "world"],
  ["USA", "US"],
  ["EU", "alt-eu"],
  ["England", "GB"],
  ["Deutschland", "DE"],
  ["niger", "NE"],
])("what %s means is found first: %s", async (q, id) => {
  expect((await idsFor(q))[0]).toBe(id)
})

test.each([
  ["cote", ["CI"]],
  ["zealand", ["NZ"]],
  ["Trinidad and Tob", ["TT"]],
  ["schwei", ["CH"]],
  ["guinea", ["GN", "GW", "GQ", "PG"]],
  ["germ", ["DE"]],
  ["&", ["AG", "BA", "ST", "KN", "PM", "VC", "TT", "TC", "WF"]],
])("a part of a name, %s, finds %j", async (q, ids) => {
  expect(await idsFor(q)).toEqual(ids)
})

test("names that begin so stand before those with a word that does, and those before the rest", async () => {
  expect(await idsFor("mal")).toEqual(["MW", "MY", "MV", "ML", "MT", "GT", "SO"])
  expect(await idsFor("man")).toEqual(["IM", "KY", "DE", "OM", "RO"])
})

test("where nothing is found, the nearest are told; nothing near is nothing, and all need no nearest", async () => {
  const germany = { id: "DE", label: "Germany", kind: "region" }
  expect(await answerTo("Germnay")).toMatchObject({ items: [], nearest: [germany] })
  expect(await answerTo("<script>")).toMatchObject({ items: [], nearest: [] })
  expect(await answerTo("Germany")).not.toHaveProperty("nearest")
  expect(await answerTo()).not.toHaveProperty("nearest")
})

test("an audience that a team listed is found by its name, its slug and signs alone", async () => {
  const visits = { browsers: { chrome: { "120": 1 } }, unknown: 0, source: "api" }
  const { slug } = await savedAudiences().create({ name: "Ünser 🚀 Shop", listed: true, visits })
  for (const q of ["unser", "shop", "🚀", slug, "Ünser 🚀 Shop"]) expect(await idsFor(q)).toEqual([slug])
})

test("a name of a saved audience is no region's, whatever its slug", () => {
  const items = [{ id: "uk-shop-7kq2m9xw", label: "Our UK shop", kind: "saved" as const }]
  expect(searchAudiences(items, "shop uk")).toEqual([])
  expect(searchAudiences(items, "UK")).toEqual(items)
})

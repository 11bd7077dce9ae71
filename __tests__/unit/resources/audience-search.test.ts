import { resources } from "#resources"
import { searchAudiences } from "#search/search-audiences"
import { savedAudiences } from "#storage/saved-audiences"
import { provideCatalog } from "../../support/inputs/catalog"
import { provideStorage } from "../../support/inputs/data-directory"

provideCatalog()
provideStorage()

const responseTo = (q?: string) => resources.audiences.resolve({ q })
const idsFor = async (q: string) => (await responseTo(q)).items.map(({ id }) => id)

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
])("finds for %s first %s", async (q, id) => {
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
])("finds for the part of a name %s the audiences %j", async (q, ids) => {
  expect(await idsFor(q)).toEqual(ids)
})

test("ranks names that start with the text before names with such a word, and those before other matches", async () => {
  expect(await idsFor("mal")).toEqual(["MW", "MY", "MV", "ML", "MT", "GT", "SO"])
  expect(await idsFor("man")).toEqual(["IM", "KY", "DE", "OM", "RO"])
})

test("returns suggestions only if nothing is found", async () => {
  const germany = { id: "DE", label: "Germany", kind: "region" }
  expect(await responseTo("Germnay")).toMatchObject({ items: [], nearest: [germany] })
  expect(await responseTo("<script>")).toMatchObject({ items: [], nearest: [] })
  expect(await responseTo("Germany")).not.toHaveProperty("nearest")
  expect(await responseTo()).not.toHaveProperty("nearest")
})

test("finds a saved audience by its name, its slug and by signs", async () => {
  const visits = { browsers: { chrome: { "120": 1 } }, unknown: 0, source: "api" }
  const { slug } = await savedAudiences().create({ name: "Ünser 🚀 Shop", listed: true, visits })
  for (const q of ["unser", "shop", "🚀", slug, "Ünser 🚀 Shop"]) expect(await idsFor(q)).toEqual([slug])
})

test("does not search saved audiences by other names of regions", () => {
  const items = [{ id: "uk-shop-7kq2m9xw", label: "Our UK shop", kind: "saved" as const }]
  expect(searchAudiences(items, "shop uk")).toEqual([])
  expect(searchAudiences(items, "UK")).toEqual(items)
})

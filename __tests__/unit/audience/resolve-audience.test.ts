import { InvalidAudience } from "#audience/invalid-audience"
import { resolveAudience } from "#audience/resolve-audience"
import { UnknownAudience } from "#audience/unknown-audience"
import { savedAudiences } from "#storage/saved-audiences"
import { StorageUnavailable } from "#storage/storage-unavailable"
import { provideCatalog } from "../../support/inputs/catalog"
import { provideStorage } from "../../support/inputs/data-directory"

provideCatalog()
provideStorage()
afterEach(() => jest.restoreAllMocks())

const save = async () => {
  const visits = { browsers: { chrome: { "100": 1, "120": 3 } }, unknown: 1, source: "api" }
  return (await savedAudiences().create({ name: "Acme", listed: false, visits })).slug
}

test("resolves the world by default, and regions by code or name", async () => {
  expect(await resolveAudience({})).toMatchObject({ id: "world", kind: "world" })
  expect(await resolveAudience({ audience: "Germany" })).toMatchObject({ id: "DE", kind: "region" })
})

test("resolves a saved audience by its slug, and filters it", async () => {
  const audience = await save()
  expect(await resolveAudience({ audience })).toMatchObject({
    id: audience,
    kind: "saved",
    unknown: expect.closeTo(0.2, 12),
  })
  const { shares } = await resolveAudience({ audience, browsers: "chrome >= 110" })
  expect(shares).toEqual([{ browser: "chrome", version: "120", share: 1 }])
})

test("throws UnknownAudience for a slug without an audience", async () => {
  const resolved = resolveAudience({ audience: "acme-shop-7kq2m9xw" })
  await expect(resolved).rejects.toThrow(UnknownAudience)
  await expect(resolved).rejects.toMatchObject({ id: "acme-shop-7kq2m9xw" })
})

test("throws InvalidAudience if another request deletes the audience before its visits are read", async () => {
  const audience = await save()
  jest.spyOn(savedAudiences(), "visits").mockResolvedValueOnce(undefined)
  const resolved = resolveAudience({ audience })
  await expect(resolved).rejects.toThrow(InvalidAudience)
  await expect(resolved).rejects.toMatchObject({ parameter: "audience" })
})

test("throws the StorageUnavailable of the database, and resolves regions during an outage", async () => {
  const outage = new StorageUnavailable(new Error("timeout"))
  jest.spyOn(savedAudiences(), "find").mockRejectedValue(outage)
  await expect(resolveAudience({ audience: "acme-shop" })).rejects.toBe(outage)
  expect(await resolveAudience({ audience: "DE" })).toMatchObject({ id: "DE" })
})

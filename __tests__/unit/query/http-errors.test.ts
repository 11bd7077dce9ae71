import { InvalidAudience } from "#audience/invalid-audience"
import { resolveAudience } from "#audience/resolve-audience"
import { UnknownAudience } from "#audience/unknown-audience"
import { loadCatalog } from "#catalog/load"
import { asAudienceParameter, toHttpError } from "#query/http-errors"
import { logFailure } from "#query/resolve-resource"
import { resources } from "#resources"
import { countAgainstLimit } from "#saved-audiences/save-limits"
import { findFeature } from "#search/find-feature"
import { StorageUnavailable } from "#storage/storage-unavailable"
import { provideCatalog } from "../../support/inputs/catalog"
import { provideStorage } from "../../support/inputs/data-directory"

provideCatalog()
provideStorage()

const translate = (error: unknown, url = "/features/has") => toHttpError(error, { url })

test("an audience without visits is a 400 that names the parameter", () => {
  expect(translate(new InvalidAudience("browsers", "No visits match."))).toMatchObject({
    status: 400,
    errors: [{ parameter: "browsers", message: "No visits match." }],
  })
})

test("an unknown audience is a 400 that suggests regions and lists the valid values", async () => {
  const error = await resolveAudience({ audience: "germny" }).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(UnknownAudience)
  expect(translate(error)).toMatchObject({
    status: 400,
    errors: [
      { parameter: "audience", message: expect.stringMatching(/Did you mean Germany \(DE\)\?.*alt-eu/) },
    ],
  })
})

const errorOfFeature = (id: string) => {
  try {
    return findFeature(id, loadCatalog())
  } catch (error) {
    return error
  }
}

test.each([
  ["masonry", "a 301 to the current id", { status: 301, location: "/features/grid-lanes?of=known" }],
  [
    "text-wrap-style",
    "a 410 with successors",
    { status: 410, successors: expect.arrayContaining(["text-wrap"]) },
  ],
  ["gird", "a 404 with suggestions", { status: 404, suggestions: expect.arrayContaining(["grid"]) }],
])("the feature id %s is %s", (id, _, expected) => {
  expect(translate(errorOfFeature(id), `/features/${id}?of=known`)).toMatchObject(expected)
})

test("an unknown version of a browser is a 400 that names the parameter", async () => {
  const read = async () => resources.browser.resolve({ id: "opera", version: "12" })
  expect(translate(await read().catch((error) => error))).toMatchObject({
    status: 400,
    errors: [{ parameter: "version", message: expect.stringContaining("15") }],
  })
})

test("a page whose parameter contains an unknown audience reports the parameter, not the page", async () => {
  const read = async () => resources.audience.resolve({ slug: "germny" })
  expect(translate(await read().catch((error) => error))).toMatchObject({
    status: 404,
    suggestions: ["DE"],
  })
  const error = await read()
    .catch(asAudienceParameter("germny"))
    .catch((thrown) => thrown)
  expect(translate(error)).toMatchObject({ status: 400, errors: [{ parameter: "audience" }] })
  const compared = await read()
    .catch(asAudienceParameter("germny", "vs"))
    .catch((thrown) => thrown)
  expect(translate(compared)).toMatchObject({ status: 400, errors: [{ parameter: "vs" }] })
  expect(() => asAudienceParameter("germny")(new TypeError("bug"))).toThrow(TypeError)
})

test("a client above the limit of writes receives a 429 with the seconds to wait", async () => {
  const attempts = Array.from({ length: 31 }, () => countAgainstLimit("create", "192.0.2.9"))
  const [error] = (await Promise.allSettled(attempts)).flatMap((attempt) =>
    attempt.status === "rejected" ? [attempt.reason] : [],
  )
  expect(translate(error)).toMatchObject({ status: 429, retryAfter: 3_600 })
})

test.each([
  [false, /Try again in a few seconds/, 5],
  [true, /Your change may have been saved/, undefined],
])("an outage that may have saved a change (%s) is a 503 with %s", (mayHaveSaved, detail, retryAfter) => {
  const error = translate(new StorageUnavailable(new Error("timeout"), mayHaveSaved))
  expect(error).toMatchObject({ status: 503, detail: expect.stringMatching(detail) })
  expect(error?.retryAfter).toBe(retryAfter)
})

test("an unexpected error has no HTTP status", () => {
  expect(translate(new Error("bug"))).toBeUndefined()
})

test.each([
  ["an unknown audience", new UnknownAudience("acme"), 0],
  ["an outage", new StorageUnavailable(new Error("timeout")), 0],
  ["an unexpected error", new TypeError("bug"), 1],
])("logs only unexpected errors of queries: %s", (_, thrown, times) => {
  const log = jest.spyOn(console, "error").mockImplementation()
  logFailure({ queryCacheKey: "feature", thrown } as never)
  expect(log).toHaveBeenCalledTimes(times)
  log.mockRestore()
})

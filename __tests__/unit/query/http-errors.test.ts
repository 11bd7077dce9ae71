import { InvalidAudience } from "#audience/invalid-audience"
import { resolveAudience } from "#audience/resolve-audience"
import { UnknownAudience } from "#audience/unknown-audience"
import { toHttpError } from "#query/http-errors"
import { logFailure } from "#query/resolve-resource"
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

test("the slug of no saved audience is a 400 that suggests regions and lists the valid values", async () => {
  const error = await resolveAudience({ audience: "germny" }).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(UnknownAudience)
  expect(translate(error)).toMatchObject({
    status: 400,
    errors: [
      { parameter: "audience", message: expect.stringMatching(/Did you mean Germany \(DE\)\?.*alt-eu/) },
    ],
  })
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
  [new UnknownAudience("acme"), 0],
  [new StorageUnavailable(new Error("timeout")), 0],
  [new Error("bug"), 1],
])("a query that fails with %s is logged %d times", (thrown, times) => {
  const log = jest.spyOn(console, "error").mockImplementation()
  logFailure({ queryCacheKey: "feature", thrown } as never)
  expect(log).toHaveBeenCalledTimes(times)
  log.mockRestore()
})

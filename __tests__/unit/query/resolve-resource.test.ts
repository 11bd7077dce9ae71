import { logFailure } from "#query/resolve-resource"
import { MovedFeature } from "#search/find-feature"
import { UnknownId } from "#search/unknown-id"

const failure = { reducerPath: "api", queryCacheKey: "live", error: {} }

test("does not log errors that have an HTTP status, such as a moved feature", () => {
  const logged = jest.spyOn(console, "error").mockImplementation(() => undefined)
  logFailure({ ...failure, thrown: new MovedFeature("old-id", "has") })
  logFailure({ ...failure, thrown: new UnknownId("There is no web feature “x”.", []) })
  expect(logged).not.toHaveBeenCalled()
  logFailure({ ...failure, thrown: new Error("broken") })
  expect(logged).toHaveBeenCalledTimes(1)
  logged.mockRestore()
})

import { livenessFailure } from "../../src/worker-liveness"

test("a worker that was ready is replaced after six missed heartbeats", () => {
  expect(livenessFailure({ isReady: true, missed: 6 })).toBeUndefined()
  expect(livenessFailure({ isReady: true, missed: 7 })).toBe("does not respond")
})

test("a worker that starts is replaced after a minute", () => {
  expect(livenessFailure({ isReady: false, missed: 60 })).toBeUndefined()
  expect(livenessFailure({ isReady: false, missed: 61 })).toBe("was not ready within 60 s")
})

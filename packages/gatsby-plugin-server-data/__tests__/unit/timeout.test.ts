import { setTimeout as wait } from "node:timers/promises"
import { withTimeout } from "../../src/timeout"

test("what throws before it returns a promise has failed, and nothing of its deadline stays", async () => {
  const unhandled = jest.fn()
  process.on("unhandledRejection", unhandled)
  const error = new Error("at once")
  const late = jest.fn()
  const throwing = (): Promise<never> => {
    throw error
  }
  await expect(withTimeout(5, throwing, late)).rejects.toBe(error)
  await wait(30)
  process.off("unhandledRejection", unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  expect(late).not.toHaveBeenCalled()
})

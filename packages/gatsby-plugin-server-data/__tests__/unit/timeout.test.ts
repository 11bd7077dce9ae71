import { setTimeout as wait } from "node:timers/promises"
import { withTimeout } from "../../src/timeout"

test("a synchronous throw rejects and clears the timer", async () => {
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

import { setTimeout as wait } from "node:timers/promises"
import { DeadlineError, withinDeadline } from "../../../src/server-data"

const never = () => new Promise<never>(() => {})

test("what throws before it returns a promise has failed, and nothing of its deadline stays", async () => {
  const unhandled = jest.fn()
  process.on("unhandledRejection", unhandled)
  const error = new Error("at once")
  const late = jest.fn()
  const throwing = (): Promise<never> => {
    throw error
  }
  await expect(withinDeadline(5, throwing, late)).rejects.toBe(error)
  await wait(30)
  process.off("unhandledRejection", unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  expect(late).not.toHaveBeenCalled()
})

test("its error stands, whether or not anybody listens to the signal", async () => {
  await expect(withinDeadline(5, never, jest.fn())).rejects.toBeInstanceOf(DeadlineError)
  expect(await withinDeadline(1_000, async () => "in time", jest.fn())).toBe("in time")
})

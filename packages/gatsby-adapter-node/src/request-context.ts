import { AsyncLocalStorage } from "node:async_hooks"

export type RequestContext = {
  id: string
  fail(error: unknown): void
}

const contexts = new AsyncLocalStorage<RequestContext>()

/**
 * Runs a page or a Gatsby Function for a request. Errors that the page or function throws after it has returned also
 * belong to this request.
 */
export const runInRequest = <Result>(context: RequestContext, run: () => Result): Result =>
  contexts.run(context, run)

type LateError = "exception" | "rejection"

/**
 * Keeps the process running if a page or a Gatsby Function throws an error after it has returned. Only the request of
 * that page or function fails.
 * @param onUnknown receives errors that do not belong to a request
 */
export function catchLateErrors(onUnknown: (error: unknown, kind: LateError) => void): void {
  const handle = (kind: LateError) => (error: unknown) => {
    const context = contexts.getStore()
    if (context) context.fail(error)
    else onUnknown(error, kind)
  }
  process.on("uncaughtException", handle("exception"))
  process.on("unhandledRejection", handle("rejection"))
}

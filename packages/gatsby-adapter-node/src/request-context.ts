import { AsyncLocalStorage } from "node:async_hooks"

export type RequestContext = {
  id: string
  fail(error: unknown): void
}

const contexts = new AsyncLocalStorage<RequestContext>()

/** Runs a page or a function. Errors that it throws after it returned still belong to this request. */
export const runInRequest = <Result>(context: RequestContext, run: () => Result): Result =>
  contexts.run(context, run)

type LateError = "exception" | "rejection"

/**
 * Prevents late errors from ending the process. Only the request whose page or function threw the error fails.
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

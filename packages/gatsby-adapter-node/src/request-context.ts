import { AsyncLocalStorage } from "node:async_hooks"

/** What is known of a request while its page or function runs, and of whatever it leaves running. */
export type RequestContext = {
  id: string
  /** Answers the request with 500, unless it is answered already. */
  fail(error: unknown): void
}

const contexts = new AsyncLocalStorage<RequestContext>()

/** Runs a page or a function, so that what it throws after it returned is still known to be this request's. */
export const inRequest = <Result>(context: RequestContext, run: () => Result): Result =>
  contexts.run(context, run)

type LateError = "exception" | "rejection"

/**
 * Keeps a late throw from ending the process, as it ends `gatsby serve`: it fails the request whose page or function
 * left it running. What nobody's request threw goes to `onUnknown`.
 */
export function catchLateErrors(onUnknown: (error: unknown, kind: LateError) => void): void {
  const take = (kind: LateError) => (error: unknown) => {
    const context = contexts.getStore()
    if (context) context.fail(error)
    else onUnknown(error, kind)
  }
  process.on("uncaughtException", take("exception"))
  process.on("unhandledRejection", take("rejection"))
}

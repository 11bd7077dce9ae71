import type { HttpErrorData } from "./http-error"

/** The result of `loadPage` in Gatsby's loader. */
export type PageResources = {
  status?: string
  page?: { path: string }
  json?: { serverData?: { error?: HttpErrorData } }
}

/** The parts of Gatsby's browser runtime on `window` that this package uses, as of gatsby 5.16. */
export type GatsbyRuntime = {
  ___navigate(to: string | number, options?: { replace?: boolean }): void
  ___emitter: { emit(type: string, event: object): void }
  ___loader: {
    loadPage(path: string): Promise<PageResources | undefined>
    loadPageSync(path: string, options?: object): unknown
    isPageNotFound(path: string): boolean
  }
}

// Not `declare global`: another package may declare the same properties with other types.
export const gatsbyRuntime = (): GatsbyRuntime => window as unknown as GatsbyRuntime

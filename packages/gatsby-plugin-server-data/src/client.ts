/** Functions with which page components read an HTTP error from `serverData`. This module imports no server code. */
import type { HttpErrorData } from "./http-error"

export type { HttpErrorData, ParameterError } from "./http-error"

/** The props of the site's `errorPage` component. */
export type ErrorPageProps = {
  error: HttpErrorData
  /** The page's query parameters as the visitor sent them, to fill in a form again. */
  rawQuery: Record<string, string>
  /** The path of the page that was requested, with the path prefix. */
  pathname: string
  /**
   * The URL of the requested page, with only the parameters that the page knows. To offer a retry after a 5xx, use this
   * URL in a plain `<a>`. A `Link` would show the same error again, because Gatsby keeps page data until the tab loads
   * a new document.
   */
  retryUrl: string
}

/** Returns the HTTP error in a page's `serverData`. Returns undefined if the page was loaded, and on static pages. */
export function errorOf(serverData: unknown): Pick<ErrorPageProps, "error" | "rawQuery"> | undefined {
  if (typeof serverData !== "object" || serverData === null) return undefined
  const { error, rawQuery } = serverData as Partial<ErrorPageProps>
  if (typeof error?.status !== "number" || typeof rawQuery !== "object") return undefined
  return { error, rawQuery }
}

/**
 * Returns the title for a page's Head. If `serverData` contains an error, returns the error's title. Otherwise calls
 * `title` with the page's props and returns its result. `title` is not called for an error, because it could throw
 * without the page's props, and a Head that throws makes the page a 500.
 * @example export const Head = ({ serverData }: HeadProps<…>) => <title>{titleOf(serverData, ({ name }) =>
 * name)}</title>
 */
export function titleOf<ServerData>(
  serverData: ServerData,
  title: (serverData: ServerData) => string,
): string {
  return errorOf(serverData)?.error.title ?? title(serverData)
}

/** The browser's part for pages: reading an HTTP error out of `serverData`. It imports nothing of the server. */
import type { HttpErrorData } from "./http-error"

export type { HttpErrorData, ParameterError } from "./http-error"

/** The props of the site's `errorPage` component. */
export type ErrorPageProps = {
  error: HttpErrorData
  /** The values of the page's parameters as the visitor sent them, to fill a form again. */
  rawQuery: Record<string, string>
  /** The path of the page that was requested, with the path prefix. */
  pathname: string
  /**
   * The URL of the page that was requested, with its parameters. Use it in a plain `<a>` to retry a 5xx: Gatsby keeps page
   * data for the life of a tab, so a `Link` would show the same error again.
   */
  retryUrl: string
}

/** The HTTP error in a page's `serverData`; undefined if the page was loaded, and on static pages. */
export function errorOf(serverData: unknown): Pick<ErrorPageProps, "error" | "rawQuery"> | undefined {
  if (typeof serverData !== "object" || serverData === null) return undefined
  const { error, rawQuery } = serverData as Partial<ErrorPageProps>
  if (typeof error?.status !== "number" || typeof rawQuery !== "object") return undefined
  return { error, rawQuery }
}

/**
 * The title for a page's Head: the error's title, or the result of `title`. A Head that throws makes the page a 500, so
 * `title` is called only with the props of a loaded page.
 * @example export const Head = ({ serverData }: HeadProps<…>) => <title>{titleOf(serverData, ({ name }) => name)}</title>
 */
export function titleOf<ServerData>(
  serverData: ServerData,
  title: (serverData: ServerData) => string,
): string {
  return errorOf(serverData)?.error.title ?? title(serverData)
}

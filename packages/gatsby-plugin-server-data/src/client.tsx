import type { WrapPageElementBrowserArgs } from "gatsby"
import React from "react"
import { asItWas } from "./encoded-paths"
import type { Outcome } from "./outcome"
import { FollowRedirect } from "./redirects"
import { pageAddress } from "./site-path"

export { acceptEncodedPaths } from "./encoded-paths"
export { installRedirects } from "./redirects"
export type { Outcome }

/** What the site's component for outcomes is given. */
export type OutcomePageProps = {
  outcome: Outcome
  /** The raw values that the visitor sent for the page's parameters, so that a form stays filled. */
  typed: Record<string, string>
  /** The page's path with the path prefix, to know which page it would have been. */
  pathname: string
  /** The page's own address with its parameters. A plain `<a>` to it loads the document: the retry of a 5xx. */
  address: string
}

/** The outcome in a page's `serverData`; undefined where the page has something to draw, and on static pages. */
export function outcomeOf(
  serverData: unknown,
): { outcome: Outcome; typed: Record<string, string> } | undefined {
  if (typeof serverData !== "object" || serverData === null || !("outcome" in serverData)) return undefined
  const { outcome, typed = {} } = serverData as { outcome?: Outcome; typed?: Record<string, string> }
  return typeof outcome?.status === "number" ? { outcome, typed } : undefined
}

/**
 * A Head's title in one call: the outcome's, or what `title` makes of the props. A Head that throws makes the page
 * a 500, so `title` is called for props that are there alone.
 * @example export const Head = ({ serverData }: HeadProps<…>) => <title>{titleOf(serverData, ({ name }) => name)}</title>
 */
export function titleOf<ServerData>(
  serverData: ServerData,
  title: (serverData: ServerData) => string,
): string {
  return outcomeOf(serverData)?.outcome.title ?? title(serverData)
}

/**
 * `wrapPageElement` of gatsby-ssr and gatsby-browser: draws `OutcomePage` in the place of a page whose request ended
 * in an outcome, and follows redirects.
 * @example export const wrapPageElement = drawOutcomes(OutcomePage)
 */
export function drawOutcomes(OutcomePage: React.ComponentType<OutcomePageProps>) {
  return function wrapPageElement({
    element,
    props,
  }: Pick<WrapPageElementBrowserArgs, "element" | "props">): React.ReactElement<unknown> {
    const found = outcomeOf(props.serverData)
    if (!found) return element as React.ReactElement<unknown>
    const { outcome, typed } = found
    const { key } = props.location
    const pathname = pageAddress(asItWas(props.location.pathname))
    const search = new URLSearchParams(typed).toString()
    const address = search ? `${pathname}?${search}` : pathname
    const draw = (shown: Outcome): React.ReactNode => (
      <OutcomePage outcome={shown} typed={typed} pathname={pathname} address={address} />
    )
    if (outcome.to === undefined) return <React.Fragment>{draw(outcome)}</React.Fragment>
    return <FollowRedirect key={key} outcome={outcome} to={outcome.to} draw={draw} />
  }
}

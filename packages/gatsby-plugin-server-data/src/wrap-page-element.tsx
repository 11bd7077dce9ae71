import type { WrapPageElementBrowserArgs } from "gatsby"
import React from "react"
import { type ErrorPageProps, errorOf } from "./client"
import { originalPath } from "./encoded-paths"
import type { HttpErrorData } from "./http-error"
import { FollowRedirect } from "./redirects"
import { pageUrlPath } from "./site-path"

/**
 * Creates `wrapPageElement` of gatsby-ssr and gatsby-browser. If the request for a page ended in an HTTP error,
 * `wrapPageElement` shows `ErrorPage` instead of the page, or follows the redirect.
 */
export function createWrapPageElement(ErrorPage: React.ComponentType<ErrorPageProps>) {
  return function wrapPageElement({
    element,
    props,
  }: Pick<WrapPageElementBrowserArgs, "element" | "props">): React.ReactElement<unknown> {
    const found = errorOf(props.serverData)
    if (!found) return element as React.ReactElement<unknown>
    const { error, rawQuery } = found
    const { key } = props.location
    const pathname = pageUrlPath(originalPath(props.location.pathname))
    const search = new URLSearchParams(rawQuery).toString()
    const retryUrl = search ? `${pathname}?${search}` : pathname
    const show = (shown: HttpErrorData) => (
      <ErrorPage error={shown} rawQuery={rawQuery} pathname={pathname} retryUrl={retryUrl} />
    )
    if (error.location === undefined) return <React.Fragment>{show(error)}</React.Fragment>
    return <FollowRedirect key={key} error={error} location={error.location} show={show} />
  }
}

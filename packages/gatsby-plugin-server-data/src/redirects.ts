/**
 * Follows redirects in the browser. Gatsby's loader cannot follow an HTTP redirect. Therefore the page data of a
 * redirect has status 200 and contains the target in `error.location`. A click on a Link loads the target before it
 * navigates. So the visitor sees no other page in between, and the history has no extra entry.
 */
import { navigate, withPrefix } from "gatsby"
import { type ReactNode, useEffect, useState } from "react"
import { gatsbyRuntime, type PageResources } from "./gatsby-runtime"
import type { HttpErrorData } from "./http-error"
import { loadDocument } from "./load-document"

const maxRedirects = 5

/**
 * The number of navigations so far. A navigation that waits compares its own number with this one. If a later
 * navigation has started, it stops.
 */
let latest = 0

/**
 * Pages whose redirect the browser does not follow (a loop or an invalid target), with the target of the redirect. Each
 * of these pages shows an error.
 */
const unfollowed = new WeakMap<PageResources, string>()

/**
 * `onInitialClientRender` of gatsby-browser. After this call, a Link to a page that redirects navigates directly to the
 * target. onClientEntry is too early: in `gatsby develop`, Gatsby sets `___navigate` after onClientEntry.
 */
export function installRedirects(): void {
  const runtime = gatsbyRuntime()
  const go = runtime.___navigate
  // Counts a history step in the capture phase, before Gatsby's router renders the page. If the step was counted after
  // rendering, it would cancel a redirect of that page.
  window.addEventListener("popstate", countNavigation, { capture: true })
  runtime.___navigate = (to, options) => {
    countNavigation()
    if (typeof to !== "string" || new URL(to, window.location.href).origin !== window.location.origin) {
      return go(to, options)
    }
    const own = latest
    const isCurrent = () => own === latest
    follow(to, isCurrent).then(
      ({ url, isPage }) => {
        if (!isCurrent()) return
        if (isPage) go(url.pathname + url.search + url.hash, options)
        else loadDocument(url, options)
      },
      // If Gatsby's loader fails, the browser loads the target as a document, so that a click still works.
      () => isCurrent() && loadDocument(to, options),
    )
  }
}

function countNavigation(): void {
  latest += 1
}

/**
 * Follows a chain of redirects and returns the last URL. `isPage` is true if the URL is a Gatsby page with loaded data.
 * Otherwise the browser must load the URL as a document.
 */
async function follow(from: string, isCurrent: () => boolean): Promise<{ url: URL; isPage: boolean }> {
  let url = new URL(from, window.location.href)
  const { pathname } = url
  // Shows Gatsby's progress indicator for a slow navigation. Gatsby emits this event only inside its navigate(), which
  // is called after the redirects are followed.
  const slow = setTimeout(() => {
    if (isCurrent()) gatsbyRuntime().___emitter.emit("onDelayedLoadPageResources", { pathname })
  }, 1_000)
  try {
    for (let followed = 0; ; followed += 1) {
      const page = await gatsbyRuntime().___loader.loadPage(url.pathname + url.search)
      // The target may not be a Gatsby page, but a file, for example.
      if (!page || page.status === "error" || (followed > 0 && page.page?.path === "/404.html")) {
        return { url, isPage: false }
      }
      const location = unfollowed.get(page) ?? page.json?.serverData?.error?.location
      if (location === undefined) return { url, isPage: true }
      const target = targetOf(location, url.hash)
      if (!target || followed === maxRedirects) {
        showUnfollowed(page, location, target ? tooManyRedirects : invalidRedirect)
        return { url, isPage: true }
      }
      if (target.origin !== window.location.origin) return { url: target, isPage: false }
      url = target
    }
  } finally {
    clearTimeout(slow)
  }
}

/** Puts the error into the page's `serverData`, so that the page and its title show the error. */
function showUnfollowed(page: PageResources, location: string, error: HttpErrorData): void {
  unfollowed.set(page, location)
  if (page.json) page.json.serverData = { ...page.json.serverData, error }
}

/**
 * Returns the URL of a redirect's target: a path of this site, or an absolute http(s) URL. A path without a fragment
 * gets the visitor's fragment, as in browsers. Returns undefined for any other target, such as "//host" or
 * "javascript:".
 */
function targetOf(location: string, hash: string): URL | undefined {
  if (/^https?:\/\//i.test(location)) return new URL(location)
  const url = new URL(withPrefix(location), window.location.href)
  if (!location.startsWith("/") || url.origin !== window.location.origin) return undefined
  url.hash ||= hash
  return url
}

const tooManyRedirects: HttpErrorData = {
  status: 500,
  code: "too-many-redirects",
  title: "Too Many Redirects",
  detail: "This page redirects too many times.",
}
const invalidRedirect: HttpErrorData = {
  status: 500,
  code: "invalid-redirect",
  title: "Redirect Not Followed",
  detail: "This page redirects to an invalid URL.",
}

/**
 * Renders a page that redirects. On the server, the component renders the body of the response. In the browser, the
 * component follows the redirect if no Link has followed it: after history navigation, and after a visit in `gatsby
 * develop`.
 */
export function FollowRedirect({
  error,
  location,
  show,
}: {
  error: HttpErrorData
  location: string
  show: (error: HttpErrorData) => ReactNode
}) {
  const [failure, setFailure] = useState<HttpErrorData>()
  useEffect(() => {
    const { hash } = window.location
    const target = targetOf(location, hash)
    if (!target) setFailure(invalidRedirect)
    else if (target.origin !== window.location.origin) loadDocument(target, { replace: true })
    else void navigate(location + (location.includes("#") ? "" : hash), { replace: true })
  }, [location])
  if (typeof window === "undefined") return show(error)
  return failure ? show(failure) : null
}

/**
 * Redirects in the browser. Gatsby's loader cannot follow a redirect. The page data of a redirect therefore has status
 * 200 and contains the target in `error.location`. A Link loads the target before it navigates: no other page is shown
 * in between, and the history has no extra entry.
 */
import { navigate, withPrefix } from "gatsby"
import { type ReactNode, useEffect, useState } from "react"
import { gatsbyRuntime, type PageResources } from "./gatsby-runtime"
import type { HttpErrorData } from "./http-error"
import { loadDocument } from "./load-document"

const maxRedirects = 5

/** The number of navigations. A slow navigation must not overwrite a later one. */
let latest = 0

/** Pages whose redirect is not followed, with the target of the redirect. These pages show the reason instead. */
const unfollowed = new WeakMap<PageResources, string>()

/**
 * `onInitialClientRender` of gatsby-browser. Makes a Link to a page that redirects lead to the target at once.
 * onClientEntry is too early: under develop, Gatsby sets `___navigate` after onClientEntry.
 */
export function installRedirects(): void {
  const runtime = gatsbyRuntime()
  const go = runtime.___navigate
  // The capture phase is before the router renders the page of the history step. If that page redirects, counting later
  // would cancel its redirect.
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
      // If the loader fails, the browser loads the target as a document, so that a click still works.
      () => isCurrent() && loadDocument(to, options),
    )
  }
}

function countNavigation(): void {
  latest += 1
}

/**
 * Follows a chain of redirects and returns its last URL. `isPage` is true for a page whose data is loaded. It is false
 * for a URL that only a document can show.
 */
async function follow(from: string, isCurrent: () => boolean): Promise<{ url: URL; isPage: boolean }> {
  let url = new URL(from, window.location.href)
  const { pathname } = url
  // Gatsby emits this event for a slow navigation only within its own navigate(), which is not called yet.
  const slow = setTimeout(() => {
    if (isCurrent()) gatsbyRuntime().___emitter.emit("onDelayedLoadPageResources", { pathname })
  }, 1_000)
  try {
    for (let followed = 0; ; followed += 1) {
      const page = await gatsbyRuntime().___loader.loadPage(url.pathname + url.search)
      // The target of a redirect can be something other than a Gatsby page, such as a file.
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

/** Makes the page show this error, including its title. */
function showUnfollowed(page: PageResources, location: string, error: HttpErrorData): void {
  unfollowed.set(page, location)
  if (page.json) page.json.serverData = { ...page.json.serverData, error }
}

/**
 * Returns the URL of the target. For a path of this site, keeps the visitor's fragment if the path has none, as
 * browsers do. Also accepts an absolute http(s) URL. Returns undefined for anything else, such as "//host" or
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
 * Renders a page that redirects. On the server, the component renders the body of the response. In the browser, it
 * follows redirects that no Link has followed: history navigation, and visits under `gatsby develop`.
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

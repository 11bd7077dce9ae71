/**
 * Redirects in the browser. Gatsby's loader cannot follow one, so the page data of a redirect is a 200 with the target in
 * `error.location`. A Link loads the target first: nothing is shown in between, and the history has no extra entry.
 */
import { navigate, withPrefix } from "gatsby"
import { type ReactNode, useEffect, useState } from "react"
import { gatsbyRuntime, type PageResources } from "./gatsby-runtime"
import type { HttpErrorData } from "./http-error"
import { loadDocument } from "./load-document"

const maxRedirects = 5

/** Counts navigations, so that a slow one does not overwrite a later one. */
let latest = 0

/** The targets of pages that show why their redirect is not followed. */
const unfollowed = new WeakMap<PageResources, string>()

/**
 * `onInitialClientRender` of gatsby-browser: a Link to a page that redirects leads to its target at once. Under develop,
 * Gatsby sets `___navigate` after onClientEntry, which is therefore too early.
 */
export function installRedirects(): void {
  const runtime = gatsbyRuntime()
  const go = runtime.___navigate
  // In the capture phase, before the router renders the page of that step, which may redirect itself.
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
      // Whatever fails in the loader, a click must lead somewhere.
      () => isCurrent() && loadDocument(to, options),
    )
  }
}

function countNavigation(): void {
  latest += 1
}

/** The end of a chain of redirects: a page whose data is loaded, or a URL that only a document can show. */
async function follow(from: string, isCurrent: () => boolean): Promise<{ url: URL; isPage: boolean }> {
  let url = new URL(from, window.location.href)
  const { pathname } = url
  // Gatsby emits this event for a slow navigation, but only within its own navigate().
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

/** From now on the page shows this error, title included. */
function showUnfollowed(page: PageResources, location: string, error: HttpErrorData): void {
  unfollowed.set(page, location)
  if (page.json) page.json.serverData = { ...page.json.serverData, error }
}

/**
 * The target: a path of this site with the visitor's fragment, as browsers keep it, or an absolute http(s) URL. Undefined
 * for anything else, such as "//host" or "javascript:".
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
 * Renders a redirect. On the server, this is the body of the response. In the browser, it handles redirects that no
 * Link has followed: history navigation, and visits under `gatsby develop`.
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

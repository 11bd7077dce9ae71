import { navigate, withPrefix } from "gatsby"
import { type ReactNode, useEffect, useState } from "react"
import { gatsbyRuntime } from "./gatsby-runtime"
import type { Outcome } from "./outcome"

/** As many as a visitor may be sent on; what asks for more goes round in circles. */
const limit = 5

/** Counts navigations: a slow one does not take the visitor back from where they went meanwhile. */
let latest = 0

/** The page on which a navigation gave up following. */
let gaveUpAt: string | undefined

/**
 * `onInitialClientRender` of gatsby-browser: a Link to a page that redirects leads to its target at once. The target is
 * loaded first, so nothing is shown in between and the history has no entry of the redirect. Not to be called in
 * onClientEntry: under develop, Gatsby sets `___navigate` after that.
 */
export function installRedirects(): void {
  const runtime = gatsbyRuntime()
  const go = runtime.___navigate
  runtime.___navigate = (to, options) => {
    if (typeof to !== "string" || new URL(to, window.location.href).origin !== window.location.origin) {
      return go(to, options)
    }
    latest += 1
    const mine = latest
    const load = (url: URL | string) => {
      if (mine !== latest) return
      if (options?.replace) window.location.replace(url)
      else window.location.assign(url)
    }
    follow(to).then(
      ({ url, isPage }) => {
        if (!isPage) load(url)
        else if (mine === latest) go(url.pathname + url.search + url.hash, options)
      },
      // Whatever is wrong with the loader or with what it loaded: a click leads somewhere.
      () => load(to),
    )
  }
}

/** Where a navigation ends: at a page, its data loaded, or at what only a document can show. */
async function follow(from: string): Promise<{ url: URL; isPage: boolean }> {
  // Gatsby's own sign of a slow navigation, which its navigate() gives only once it is called.
  const slow = setTimeout(
    () => gatsbyRuntime().___emitter.emit("onDelayedLoadPageResources", { pathname: from }),
    1_000,
  )
  gaveUpAt = undefined
  try {
    let url = new URL(from, window.location.href)
    for (let followed = 0; ; followed += 1) {
      const page = await gatsbyRuntime().___loader.loadPage(url.pathname + url.search)
      // A redirect may lead to what is no page of Gatsby's, such as a file.
      if (!page || page.status === "error" || (followed > 0 && page.page?.path === "/404.html")) {
        return { url, isPage: false }
      }
      const to = page.json?.serverData?.outcome?.to
      const target = to === undefined ? undefined : onSite(to, url.hash)
      if (to !== undefined && (!target || followed === limit)) gaveUpAt = url.pathname + url.search
      if (!target || gaveUpAt) return { url, isPage: true }
      url = target
    }
  } finally {
    clearTimeout(slow)
  }
}

/** The target with the fragment that the visitor came with, as browsers keep it; undefined where it is on another site. */
function onSite(to: string, hash: string): URL | undefined {
  const url = new URL(withPrefix(to), window.location.href)
  if (!to.startsWith("/") || url.origin !== window.location.origin) return undefined
  url.hash ||= hash
  return url
}

const tooMany: Outcome = {
  status: 500,
  title: "Too Many Redirects",
  detail: "This address leads from one page to the next and arrives nowhere.",
}
const elsewhere: Outcome = {
  status: 500,
  title: "Redirect Not Followed",
  detail: "This address leads away from this site.",
}

/**
 * A redirect that is drawn: on the server (the body of the response), and in the browser for what does not come
 * by a Link, such as a step in the history or a visit under develop.
 */
export function FollowRedirect({
  outcome,
  to,
  draw,
}: {
  outcome: Outcome
  to: string
  draw: (outcome: Outcome) => ReactNode
}) {
  const [ending, setEnding] = useState<Outcome>()
  useEffect(() => {
    const { pathname, search, hash } = window.location
    if (!onSite(to, hash)) setEnding(elsewhere)
    else if (gaveUpAt === pathname + search) setEnding(tooMany)
    else void navigate(to + (to.includes("#") ? "" : hash), { replace: true })
  }, [to])
  if (typeof window === "undefined") return draw(outcome)
  return ending ? draw(ending) : null
}

import { navigate, withPrefix } from "gatsby"
import { type ReactNode, useEffect, useState } from "react"
import { gatsbyRuntime, type PageResources } from "./gatsby-runtime"
import type { Outcome } from "./outcome"

/** As many as a visitor may be sent on; what asks for more goes round in circles. */
const limit = 5

/** Counts navigations: a slow one does not take the visitor back from where they went meanwhile. */
let latest = 0

/** Where the pages lead that show why they are not followed. */
const explained = new WeakMap<PageResources, string>()

/**
 * `onInitialClientRender` of gatsby-browser: a Link to a page that redirects leads to its target at once. The target is
 * loaded first, so nothing is shown in between and the history has no entry of the redirect. Not to be called in
 * onClientEntry: under develop, Gatsby sets `___navigate` after that.
 */
export function installRedirects(): void {
  const runtime = gatsbyRuntime()
  const go = runtime.___navigate
  // Captured, so that it is counted before the router draws the page of that step, which may redirect itself.
  window.addEventListener("popstate", countStep, { capture: true })
  runtime.___navigate = (to, options) => {
    latest += 1
    if (typeof to !== "string" || new URL(to, window.location.href).origin !== window.location.origin) {
      return go(to, options)
    }
    const mine = latest
    const isWanted = () => mine === latest
    const load = (url: URL | string) => {
      if (!isWanted()) return
      if (options?.replace) window.location.replace(url)
      else window.location.assign(url)
    }
    follow(to, isWanted).then(
      ({ url, isPage }) => {
        if (!isPage) load(url)
        else if (isWanted()) go(url.pathname + url.search + url.hash, options)
      },
      // Whatever is wrong with the loader or with what it loaded: a click leads somewhere.
      () => load(to),
    )
  }
}

function countStep(): void {
  latest += 1
}

/** Where a navigation ends: at a page, its data loaded, or at what only a document can show. */
async function follow(from: string, isWanted: () => boolean): Promise<{ url: URL; isPage: boolean }> {
  let url = new URL(from, window.location.href)
  const { pathname } = url
  // Gatsby's own sign of a slow navigation, which its navigate() gives only once it is called.
  const slow = setTimeout(() => {
    if (isWanted()) gatsbyRuntime().___emitter.emit("onDelayedLoadPageResources", { pathname })
  }, 1_000)
  try {
    for (let followed = 0; ; followed += 1) {
      const page = await gatsbyRuntime().___loader.loadPage(url.pathname + url.search)
      // A redirect may lead to what is no page of Gatsby's, such as a file.
      if (!page || page.status === "error" || (followed > 0 && page.page?.path === "/404.html")) {
        return { url, isPage: false }
      }
      const to = explained.get(page) ?? page.json?.serverData?.outcome?.to
      if (to === undefined) return { url, isPage: true }
      const target = onSite(to, url.hash)
      if (!target || followed === limit) {
        explain(page, to, target ? tooMany : elsewhere)
        return { url, isPage: true }
      }
      url = target
    }
  } finally {
    clearTimeout(slow)
  }
}

/** The page shows this from now on, its title included; a later navigation may lead on from it nevertheless. */
function explain(page: PageResources, to: string, outcome: Outcome): void {
  explained.set(page, to)
  if (page.json) page.json.serverData = { ...page.json.serverData, outcome }
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
    const { hash } = window.location
    if (!onSite(to, hash)) setEnding(elsewhere)
    else void navigate(to + (to.includes("#") ? "" : hash), { replace: true })
  }, [to])
  if (typeof window === "undefined") return draw(outcome)
  return ending ? draw(ending) : null
}

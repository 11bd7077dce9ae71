export type PrefetchLinksOptions = {
  /** Returns whether a path of this site is a page. */
  isPage(pathname: string): boolean
}

type GatsbyWindow = {
  ___loader?: { hovering(path: string): void }
}

/**
 * How long a link must have the focus before its page is loaded. The reason for the delay: a visitor who tabs through a
 * list does not intend to open each link.
 */
const focusDelayMs = 100

/**
 * Loads a page when the visitor touches a link to the page, or when the link keeps the focus. Gatsby's own `Link` also
 * loads the page when the pointer is over the link. The page is not requested twice, because Gatsby's loader requests
 * each page once.
 */
export function prefetchLinks({ isPage }: PrefetchLinksOptions) {
  let waiting: ReturnType<typeof setTimeout> | undefined

  function load({ target }: Event) {
    const link = target instanceof Element ? target.closest("a") : null
    if (!link || link.origin !== location.origin || link.target || link.hasAttribute("download")) return
    const path = link.pathname + link.search
    // A link to a part of the current page, such as "#top", needs no prefetch.
    if (path === location.pathname + location.search || !isPage(link.pathname)) return
    ;(window as unknown as GatsbyWindow).___loader?.hovering(path)
  }

  document.addEventListener("focusin", (event) => {
    clearTimeout(waiting)
    waiting = setTimeout(load, focusDelayMs, event)
  })
  document.addEventListener("focusout", () => clearTimeout(waiting))
  document.addEventListener("touchstart", load, { passive: true })
}

export type PrefetchLinksOptions = {
  /** Which paths of this origin are pages. */
  isPage(pathname: string): boolean
}

type GatsbyWindow = {
  ___loader?: { hovering(path: string): void }
}

/** Milliseconds that a link has to keep the focus: who tabs through a list means none of its links. */
const pause = 100

/**
 * Loads a page when a link to it is touched, or keeps the focus for a moment. Gatsby's Link does so on hovering by
 * itself; its loader asks once for each page, however many signs of intent there are.
 */
export function prefetchLinks({ isPage }: PrefetchLinksOptions) {
  let waiting: ReturnType<typeof setTimeout> | undefined

  function load({ target }: Event) {
    const link = target instanceof Element ? target.closest("a") : null
    if (!link || link.origin !== location.origin || link.target || link.hasAttribute("download")) return
    const path = link.pathname + link.search
    // A link within the page, such as one that skips to its content: the loader knows the page by another address.
    if (path === location.pathname + location.search || !isPage(link.pathname)) return
    ;(window as unknown as GatsbyWindow).___loader?.hovering(path)
  }

  document.addEventListener("focusin", (event) => {
    clearTimeout(waiting)
    waiting = setTimeout(load, pause, event)
  })
  document.addEventListener("focusout", () => clearTimeout(waiting))
  document.addEventListener("touchstart", load, { passive: true })
}

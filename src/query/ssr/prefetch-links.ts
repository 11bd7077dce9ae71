export interface PrefetchLinksOptions {
  /** Which paths of this origin are pages. */
  isPage(pathname: string): boolean
}

interface GatsbyWindow {
  ___loader?: { hovering(path: string): void }
}

/**
 * Loads a page when a link to it is focused or touched. Gatsby's Link does so on hovering by itself; its loader
 * asks once for each page, however many signs of intent there are.
 */
export function prefetchLinks({ isPage }: PrefetchLinksOptions) {
  const onIntent = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest("a") : null
    if (!link || link.origin !== location.origin || link.target || link.hasAttribute("download")) return
    if (!isPage(link.pathname)) return
    ;(window as unknown as GatsbyWindow).___loader?.hovering(link.pathname + link.search)
  }
  document.addEventListener("focusin", onIntent)
  document.addEventListener("touchstart", onIntent, { passive: true })
}

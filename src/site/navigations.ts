import type { GatsbyBrowser } from "gatsby"
import { beginNavigation, endNavigation } from "../components/navigation-progress"

type GatsbyWindow = {
  ___navigate(to: string | number, options?: object): unknown
}

/**
 * Watches every navigation from its beginning: a Link's and `navigate`'s, which load their page before the address
 * changes, and steps in the history. To be called in onInitialClientRender, after `installRedirects`, whose loading
 * is to be seen as well.
 */
export function watchNavigations(): void {
  const gatsby = window as unknown as GatsbyWindow
  const go = gatsby.___navigate
  gatsby.___navigate = (to, options) => {
    beginNavigation()
    return go(to, options)
  }
  window.addEventListener("popstate", beginNavigation)
  // From here on the visitor moves the focus.
  for (const sign of ["pointerdown", "keydown"]) document.addEventListener(sign, letFocusGo)
}

/** The page is drawn: focus goes to its heading, from where a keyboard or a screen reader goes on. */
export const arrive: NonNullable<GatsbyBrowser["onRouteUpdate"]> = ({ location, prevLocation }) => {
  endNavigation()
  if (!prevLocation || location.hash) return
  requestAnimationFrame(focusHeading)
  // The router moves the focus to its wrapper, before this or a moment after it.
  focusWrapper()?.addEventListener("focus", focusHeading)
}

function letFocusGo(): void {
  focusWrapper()?.removeEventListener("focus", focusHeading)
}

const focusWrapper = () => document.getElementById("gatsby-focus-wrapper")

function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>("main h1")
  heading?.setAttribute("tabindex", "-1")
  heading?.focus({ preventScroll: true })
}

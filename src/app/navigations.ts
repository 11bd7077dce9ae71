import type { GatsbyBrowser } from "gatsby"
import { beginNavigation, endNavigation } from "#components/layout/navigation-progress"

type GatsbyWindow = {
  ___navigate(to: string | number, options?: object): unknown
}

/**
 * Starts the progress bar at the start of each navigation. A Link and `navigate` load the page before the address
 * changes, so this wraps Gatsby's own function. Call it in onInitialClientRender, after `installRedirects`, so that
 * the bar also covers redirects.
 */
export function watchNavigations(): void {
  const gatsby = window as unknown as GatsbyWindow
  const go = gatsby.___navigate
  gatsby.___navigate = (to, options) => {
    beginNavigation()
    return go(to, options)
  }
  window.addEventListener("popstate", beginNavigation)
  for (const type of ["pointerdown", "keydown"]) document.addEventListener(type, stopFocusing)
}

/** Ends the progress bar and moves the focus to the heading of the new page. */
export const arrive: NonNullable<GatsbyBrowser["onRouteUpdate"]> = ({ location, prevLocation }) => {
  endNavigation()
  if (!prevLocation || location.hash) return
  requestAnimationFrame(focusHeading)
  // The router moves the focus to its wrapper, before or after this call.
  focusWrapper()?.addEventListener("focus", focusHeading)
}

/** The visitor has moved the focus: the heading must not take it back. */
function stopFocusing(): void {
  focusWrapper()?.removeEventListener("focus", focusHeading)
}

const focusWrapper = () => document.getElementById("gatsby-focus-wrapper")

function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>("main h1")
  heading?.setAttribute("tabindex", "-1")
  heading?.focus({ preventScroll: true })
}

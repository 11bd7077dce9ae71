import type { GatsbyBrowser } from "gatsby"
import { beginNavigation, endNavigation } from "#components/layout/navigation-progress"

type GatsbyWindow = {
  ___navigate(to: string | number, options?: object): unknown
}

/**
 * Starts the progress bar at the start of each navigation. Wraps Gatsby's `___navigate`, because Gatsby loads the page
 * before it changes the address. Call this function in onInitialClientRender, after `installRedirects`. Then the
 * progress bar is also visible while redirects are followed.
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
  // Gatsby's router moves the focus to its wrapper element, either before or after this call.
  focusWrapper()?.addEventListener("focus", focusHeading)
}

/** Called when the visitor clicks or presses a key. From then on, the heading must not take the focus. */
function stopFocusing(): void {
  focusWrapper()?.removeEventListener("focus", focusHeading)
}

const focusWrapper = () => document.getElementById("gatsby-focus-wrapper")

function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>("main h1")
  heading?.setAttribute("tabindex", "-1")
  heading?.focus({ preventScroll: true })
}

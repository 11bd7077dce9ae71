/**
 * Calls the listener at each navigation within the document, before Gatsby's router renders the page. The listener for
 * `popstate` runs first, because Gatsby's router adds its own listener later. `pushState` and `replaceState` send no
 * event, so this function replaces both methods.
 */
export function onNavigation(listener: (navigation: { isPop: boolean }) => void): void {
  window.addEventListener("popstate", () => listener({ isPop: true }))
  for (const method of ["pushState", "replaceState"] as const) {
    const original = window.history[method]
    window.history[method] = function (this: History, ...args) {
      original.apply(this, args)
      listener({ isPop: false })
    }
  }
}

/**
 * Calls the listener at each navigation within the document, before Gatsby's router renders the page. Call
 * `onNavigation` before React starts, because the router adds its `popstate` listener when the router is mounted.
 * `pushState` and `replaceState` send no event, so both methods are replaced. The router calls its own listeners after
 * these methods return.
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

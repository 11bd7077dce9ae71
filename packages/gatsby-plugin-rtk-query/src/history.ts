/**
 * Calls the listener at each navigation within the document, before Gatsby's router renders the page. Call it before
 * React starts: the router listens to `popstate` when it is mounted, and calls its own listeners after `pushState` and
 * `replaceState`, which send no event.
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

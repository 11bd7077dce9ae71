import type { DehydratedState } from "./dehydrate"

/** The part of a page in Gatsby's loader that this package reads. Under `gatsby develop`, a page can be `stale`. */
export type LoadedPage = {
  json?: { serverData?: { dehydratedState?: DehydratedState } | null }
  stale?: boolean
}

type GatsbyWindow = {
  ___emitter: { on(event: string, listener: (event: { page: LoadedPage }) => void): void }
  ___loader: {
    loadPageSync(path: string): LoadedPage | undefined
    loadPage(path: string): Promise<LoadedPage | undefined>
    hovering(path: string): void
  }
}

const gatsby = () => window as unknown as GatsbyWindow

/**
 * Calls `onShow` once for each page that Gatsby is about to show, and not for a page that Gatsby only prefetches.
 * Returns a function that must be called at each navigation. That function returns whether Gatsby's loader has the
 * page. If the loader does not have the page, Gatsby calls `loadPage` and waits. `onShow` is then called before
 * Gatsby's own callback, because Gatsby adds its callback to the promise later.
 * @param now returns the number of events so far. `onShow` receives the number from the time when the page was
 * requested
 */
export function watchShownPage(
  now: () => number,
  onShow: (state: DehydratedState | undefined, order: number) => void,
): () => boolean {
  const { ___loader: loader } = gatsby()
  const orders = new WeakMap<LoadedPage, number>()
  let shown: LoadedPage | undefined
  let isWaiting = true

  function show() {
    const page = loader.loadPageSync(location.pathname + location.search)
    isWaiting = !page || Boolean(page.stale)
    if (page && page !== shown) onShow(page.json?.serverData?.dehydratedState, orders.get(page) ?? 0)
    shown = page
    return Boolean(page)
  }
  function arrive(page: LoadedPage | undefined, order: number) {
    if (page && !orders.has(page)) orders.set(page, order)
    if (isWaiting) show()
  }

  const load = loader.loadPage
  loader.loadPage = (path) => {
    const order = now()
    const loading = load(path)
    loading.then((page) => arrive(page, order))
    return loading
  }
  loader.hovering = (path) => void loader.loadPage(path)
  // Under develop, Gatsby loads the first page without `___loader`. Its loader stores the page after it has sent this
  // event.
  if (process.env.NODE_ENV === "development") {
    gatsby().___emitter.on("onPostLoadPageResources", ({ page }) => queueMicrotask(() => arrive(page, now())))
  }
  return show
}

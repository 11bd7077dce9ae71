import type { setupListeners } from "@reduxjs/toolkit/query"

type Handler = NonNullable<Parameters<typeof setupListeners>[1]>

/**
 * For `setupListeners`: RTK Query's own listeners, but that a visitor who comes back to the tab is told of only where
 * it was loaded, or told of the last one, that many seconds ago. Then `refetchOnFocus` asks again what is shown, once
 * for `focus` and `visibilitychange`, which come together; a look at another tab and back asks nothing.
 *
 * That the tab has lost the focus is not told, since it would count as lost until the next return that is told; and a tab
 * that was opened in the background counts as one with the focus from the start, before anything is shown. So
 * `skipPollingIfUnfocused` has no effect.
 */
export function windowEvents(seconds: number): Handler {
  return (dispatch, { onFocus, onOnline, onOffline }) => {
    // RTK Query takes it for unfocused, and polling would stand still in it until a return that is told.
    if (isHidden()) dispatch(onFocus())
    // The clock goes on while the machine sleeps, as `performance.now()` may not.
    let last = Date.now()
    const onReturn = () => {
      if (isHidden() || Date.now() - last < seconds * 1000) return
      last = Date.now()
      dispatch(onFocus())
    }
    const events = new AbortController()
    const listen = (type: string, listener: () => void) =>
      window.addEventListener(type, listener, { signal: events.signal })
    listen("focus", onReturn)
    listen("visibilitychange", onReturn)
    listen("online", () => dispatch(onOnline()))
    listen("offline", () => dispatch(onOffline()))
    return () => events.abort()
  }
}

const isHidden = () => document.visibilityState === "hidden"

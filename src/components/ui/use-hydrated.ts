import { useSyncExternalStore } from "react"

const subscribe = () => () => undefined

/**
 * Whether the page is hydrated. Returns false on the server and in the browser's first render. Forms that need
 * JavaScript disable their buttons until then, because a native submit would lose the input.
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )

import { useSyncExternalStore } from "react"

const subscribe = () => () => undefined

/**
 * Whether React has taken over the page: false in the server's HTML, and in the first render of the browser. Forms that
 * need JavaScript disable their buttons until then: sent before, they would lose what was typed.
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )

import { useSyncExternalStore } from "react"

const subscribe = () => () => undefined

/** Whether React has taken over the page: false in the server's HTML, and in the first render of the browser. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )

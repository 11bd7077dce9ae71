/** The visitor's own stack, kept in the browser. All tabs of the site share it. */
import { useSyncExternalStore } from "react"

const key = "stack"

export const maxStackFeatures = 100

/** The stack of this page view if the browser blocks the storage. */
let unsaved = ""

const listeners = new Set<() => void>()

function read(): string {
  try {
    return localStorage.getItem(key) ?? unsaved
  } catch {
    return unsaved
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // The browser sends this event only to the other tabs.
  window.addEventListener("storage", listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener("storage", listener)
  }
}

const idsIn = (text: string) => text.split(",").filter(Boolean)

/** Returns the ids of the features and parts. Empty on the server and until hydration. */
export function useStack(): readonly string[] {
  return idsIn(useSyncExternalStore(subscribe, read, () => ""))
}

/** Returns the ids now. An effect uses this, because `useStack` may not have read the storage yet. */
export const readStack = (): readonly string[] => idsIn(read())

export function saveStack(ids: readonly string[]): void {
  unsaved = ids.join(",")
  try {
    localStorage.setItem(key, unsaved)
  } catch {
    // The storage is blocked or full.
  }
  for (const listener of listeners) listener()
}

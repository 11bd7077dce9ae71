import React, { useSyncExternalStore } from "react"
import * as styles from "./navigation-progress.module.css"

const delayMs = 150

const listeners = new Set<() => void>()
let slow = false
let timer: ReturnType<typeof setTimeout> | undefined

function setSlow(value: boolean) {
  slow = value
  for (const listener of listeners) listener()
}

/** Shows the bar after a delay, unless `endNavigation` is called before. */
export function beginNavigation(): void {
  clearTimeout(timer)
  timer = setTimeout(() => setSlow(true), delayMs)
}

export function endNavigation(): void {
  clearTimeout(timer)
  setSlow(false)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function NavigationProgress() {
  const shown = useSyncExternalStore(
    subscribe,
    () => slow,
    () => false,
  )
  return shown && <div className={styles.progress} role="progressbar" aria-label="Loading the page" />
}

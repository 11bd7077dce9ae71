import React, { type ReactNode, useEffect, useState } from "react"
import * as styles from "./copy-button.module.css"

/** Copies a text, and says that it did. `text` may be asked for at the click, such as the page's address. */
export function CopyButton({ text, children }: { text: string | (() => string); children: ReactNode }) {
  const [outcome, setOutcome] = useState<string>()
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), 2_000)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text())
      setOutcome("Copied")
    } catch {
      // The clipboard is closed to pages that are not served securely, and where the visitor says no.
      setOutcome("Not allowed here")
    }
  }
  return (
    <button type="button" className={styles.copy} onClick={copy}>
      <span aria-live="polite">{outcome ?? children}</span>
    </button>
  )
}

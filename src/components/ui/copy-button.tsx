import React, { type ReactNode, useEffect, useState } from "react"
import * as styles from "./copy-button.module.css"

/** Copies a text and confirms the copy for 2 s. If `text` is a function, a click calls it. */
export function CopyButton({ text, children }: { text: string | (() => string); children: ReactNode }) {
  const [status, setStatus] = useState<string>()
  useEffect(() => {
    if (!status) return
    const timer = setTimeout(() => setStatus(undefined), 2_000)
    return () => clearTimeout(timer)
  }, [status])

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text())
      setStatus("Copied")
    } catch {
      // The clipboard needs HTTPS or localhost, and the visitor's permission.
      setStatus("Copying is blocked")
    }
  }
  return (
    <button type="button" className={styles.copy} onClick={copy}>
      <span aria-live="polite">{status ?? children}</span>
    </button>
  )
}

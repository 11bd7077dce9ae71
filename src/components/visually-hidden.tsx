import React, { type ReactNode } from "react"
import * as styles from "./visually-hidden.module.css"

/** Text for those who hear the page; the eye has it from what stands around. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>
}

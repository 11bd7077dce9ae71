import React from "react"
import { CopyButton } from "./copy-button"
import * as styles from "./snippet.module.css"

export function Snippet({ heading, text, copy }: { heading: string; text: string; copy: string }) {
  return (
    <div className={styles.snippet}>
      <h3>{heading}</h3>
      <code>{text}</code>
      <CopyButton text={text}>{copy}</CopyButton>
    </div>
  )
}

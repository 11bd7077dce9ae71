import React from "react"
import * as styles from "./date-text.module.css"

export function DateText({ day }: { day: string }) {
  return (
    <time className={styles.day} dateTime={day}>
      {day}
    </time>
  )
}

import React, { useEffect, useState } from "react"
import * as styles from "./data-age.module.css"
import { DateText } from "./date-text"

const maxAgeDays = 60

/**
 * Shows the publication date of data and its age. The age appears after hydration, because static HTML cannot contain
 * it.
 */
export function DataAge({ published }: { published: string }) {
  const [now, setNow] = useState<number>()
  useEffect(() => setNow(Date.now()), [])
  return (
    <span className={styles.line}>
      Published on <DateText day={published} />.{" "}
      <span className={styles.age}>
        {now !== undefined && <Age days={Math.floor((now - Date.parse(published)) / 86_400_000)} />}
      </span>
    </span>
  )
}

function Age({ days }: { days: number }) {
  if (days < 1) return "Today."
  const age = `${days} ${days === 1 ? "day" : "days"} ago`
  return days < maxAgeDays ? `${age}.` : <strong>{age} (outdated).</strong>
}

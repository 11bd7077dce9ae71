import React, { useEffect, useState } from "react"
import * as styles from "./data-age.module.css"
import { DateText } from "./date-text"

/** From this age on, in days, data are worth a warning. */
const old = 60

/**
 * When data were published, and how long ago that is. A static page does not know the day on which it is read: the
 * age comes with hydration, and the first render has the date alone, as the HTML has.
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
  return days < old ? `${age}.` : <strong>{age}: getting old.</strong>
}

import React from "react"
import { DateText } from "../ui/date-text"
import * as styles from "./baseline-status.module.css"

const words = { widely: "Widely", newly: "Newly", limited: "Limited" } as const

const marks = { widely: styles.widely, newly: styles.newly, limited: styles.limited } as const

/** A feature's Baseline status. `since` is the day on which it became Newly available. */
export function BaselineStatus({ baseline, since }: { baseline: keyof typeof words; since: string | null }) {
  return (
    <span className={`${styles.status} ${marks[baseline]}`}>
      <svg className={styles.mark} aria-hidden="true">
        <use href={`#baseline-${baseline}`} />
      </svg>
      <span>
        {words[baseline]}
        <span className={styles.more}> {baseline === "limited" ? "availability" : "available"}</span>
        {since && (
          <span className={styles.since}>
            {" "}
            since <DateText day={since} />
          </span>
        )}
      </span>
    </span>
  )
}

import React from "react"
import * as styles from "./legend.module.css"
import { Percent } from "./percent"
import { pictureFill } from "./picture-patterns"

export function Legend({
  reach,
  partial,
  lost,
  unknown,
}: {
  reach?: number
  partial?: number
  lost?: number
  unknown?: number
}) {
  return (
    <ul className={styles.legend}>
      <Entry name="reached" share={reach} />
      <Entry name="in part" share={partial} className={styles.partial} />
      <Entry name="lost" share={lost} fill={pictureFill.lost} />
      <Entry name="unknown" share={unknown} fill={pictureFill.unknown} />
    </ul>
  )
}

function Entry({
  name,
  share,
  fill,
  className = styles.reached,
}: {
  name: string
  share?: number
  fill?: string
  className?: string
}) {
  return (
    <li>
      <svg className={styles.sample} aria-hidden="true">
        <rect className={fill ? undefined : className} fill={fill} width="100%" height="100%" />
      </svg>
      {share !== undefined && <Percent value={share} />} {name}
    </li>
  )
}

import React from "react"
import * as styles from "./legend.module.css"
import { Percent } from "./percent"
import { pictureFill } from "./picture-fill"
import { supportNames } from "./support-names"

/** Explains the fills of bars and strips. With shares, each entry also shows its share. */
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
      <Entry name={supportNames.full} share={reach} />
      <Entry name={supportNames.partial} share={partial} fill={pictureFill.partial} />
      <Entry name={supportNames.none} share={lost} fill={pictureFill.lost} />
      {unknown !== 0 && <Entry name={supportNames.unknown} share={unknown} fill={pictureFill.unknown} />}
    </ul>
  )
}

function Entry({ name, share, fill }: { name: string; share?: number; fill?: string }) {
  return (
    <li>
      <svg className={styles.sample} aria-hidden="true">
        <rect className={fill ? undefined : styles.reached} fill={fill} width="100%" height="100%" />
      </svg>
      {share !== undefined && <Percent value={share} />} {name}
    </li>
  )
}

import React from "react"
import * as styles from "./known-only.module.css"

/** The switch that leaves out visits whose browser is unknown, and scales the rest to all. */
export function KnownOnly({ scope, onChange }: { scope: string | number | undefined; onChange?(): void }) {
  return (
    <label className={styles.check}>
      <input
        key={scope}
        type="checkbox"
        name="of"
        value="known"
        defaultChecked={scope === "known"}
        onChange={onChange}
      />
      Known browsers only
    </label>
  )
}

import React from "react"
import * as styles from "./known-only.module.css"

/** A checkbox that leaves out visits with unknown browsers. The other shares then add up to 1. */
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

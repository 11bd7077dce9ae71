import React from "react"
import * as styles from "./include-unknown.module.css"

/** A checkbox that makes all visits the basis of the shares. Without it, the basis is identified visits. */
export function IncludeUnknown({
  scope,
  onChange,
}: {
  scope: string | number | undefined
  onChange?(): void
}) {
  return (
    <label className={styles.check}>
      <input
        key={scope}
        type="checkbox"
        name="of"
        value="all"
        defaultChecked={scope === "all"}
        onChange={onChange}
      />
      Include unidentified visits
    </label>
  )
}

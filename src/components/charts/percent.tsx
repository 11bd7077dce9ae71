import React from "react"
import { formatPercent } from "#reach/format-percent"

export { formatPercent }

/** A fraction (0 to 1) in percent. The `value` attribute has the exact fraction. */
export function Percent({ value }: { value: number }) {
  return <data value={value}>{formatPercent(value)}</data>
}

import React from "react"
import { formatPercent } from "#reach/format-percent"

export { formatPercent }

/** Returns a fraction (0 to 1) in percent without the sign, with at most six decimals: `97.5`. */
export const exactPercent = (fraction: number): string => String(Number((100 * fraction).toFixed(6)))

/** A fraction (0 to 1) in percent. The `value` attribute has the exact fraction. */
export function Percent({ value }: { value: number }) {
  return <data value={value}>{formatPercent(value)}</data>
}

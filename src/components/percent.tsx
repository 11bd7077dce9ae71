import React from "react"
import { formatPercent } from "../resources/format-percent"

export { formatPercent }

/** A fraction of visits, 0 to 1, in percent; the whole number stands in a program's reach. */
export function Percent({ value }: { value: number }) {
  return <data value={value}>{formatPercent(value)}</data>
}

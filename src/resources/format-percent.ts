const oneDecimal = new Intl.NumberFormat("en", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})

/** A fraction in percent with one decimal; what is not quite nothing or all is not rounded to it. */
export function formatPercent(fraction: number): string {
  if (fraction > 0 && fraction < 0.0005) return "<0.1%"
  if (fraction < 1 && fraction >= 0.9995) return ">99.9%"
  return oneDecimal.format(fraction)
}

const oneDecimal = new Intl.NumberFormat("en", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})

/**
 * Formats a fraction as a percentage with one decimal. Only exactly 0 becomes 0.0%, and only exactly 1 becomes 100.0%.
 */
export function formatPercent(fraction: number): string {
  if (fraction > 0 && fraction < 0.0005) return "<0.1%"
  if (fraction < 1 && fraction >= 0.9995) return ">99.9%"
  return oneDecimal.format(fraction)
}

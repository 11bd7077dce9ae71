/**
 * Returns a percentage without the sign and with at most six decimals: `97,5 %` becomes `97.5`. Of other text, only the
 * sign is removed.
 */
export function percentText(typed: string | number): string {
  const text = String(typed)
    .trim()
    .replace(/(?<![ %]) ?%+$/, "")
  const decimal = text.replace(",", ".")
  return /^\d+(\.\d+)?$/.test(decimal) ? String(Number(Number(decimal).toFixed(6))) : text
}

/** Returns a percentage as the visitor typed it in its canonical form: `97,5 %` becomes `97.5`. Other text stays unchanged. */
export function percentText(typed: string | number): string {
  const text = String(typed)
    .trim()
    .replace(/ ?%$/, "")
    .replace(",", ".")
  return /^\d+(\.\d+)?$/.test(text) ? String(Number(text)) : String(typed)
}

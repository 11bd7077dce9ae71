/** Returns the value of an option as an error message shows it. */
const shown = (value: unknown) => (typeof value === "string" ? `“${value}”` : String(value))

/** @throws TypeError if the options are not an object */
export function requireOptions(caller: string, value: unknown): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return
  throw new TypeError(`${caller}: the options must be an object, not ${shown(value)}.`)
}

/** @throws TypeError if an option has a name that is not in `names` */
export function requireKnown(caller: string, options: object, names: readonly string[]): void {
  const other = Object.keys(options).find((name) => !names.includes(name))
  if (other === undefined) return
  throw new TypeError(`${caller}: “${other}” is not an option. Options: ${names.join(", ")}.`)
}

/** @throws TypeError if `isValid` is false */
export function requireOption(caller: string, name: string, isValid: boolean, rule: string, value: unknown) {
  if (!isValid) throw new TypeError(`${caller}: ${name} must be ${rule}, not ${shown(value)}.`)
}

/** @throws TypeError if the value is neither undefined nor a whole number of at least `min` */
export function requireNumber(caller: string, name: string, value: unknown, min: number): void {
  const isValid = value === undefined || (Number.isSafeInteger(value) && Number(value) >= min)
  requireOption(caller, name, isValid, `a whole number of at least ${min}`, value)
}

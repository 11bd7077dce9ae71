/** The version of Safari Technology Preview in caniuse's data. It is newer than every release. */
export const technologyPreview = "TP"

/**
 * Returns a single version for a version in the notation of the data packages: `79` for `≤79`, and the lower end `16.6`
 * for the range `16.6-16.7`.
 */
export function normalizeVersion(version: string): string {
  return version.replace("≤", "").split("-")[0] as string
}

/** Removes trailing zeros, so that `26.0` and `26` are the same version. */
export function withoutZeros(version: string): string {
  const parts = version.split(".")
  while (parts.length > 1 && Number(parts.at(-1)) === 0) parts.pop()
  return parts.join(".")
}

/** Compares two versions number by number, for `sort`: `9.1` < `10`, `16` = `16.0`. `TP` is the newest. */
export function compareVersions(a: string, b: string): number {
  if (a === b) return 0
  if (a === technologyPreview) return 1
  if (b === technologyPreview) return -1
  const left = a.split(".")
  const right = b.split(".")
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = Number(left[part] ?? 0) - Number(right[part] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Returns how many of `versions` (ascending) are not newer than `version`. */
export function countUpTo(versions: readonly string[], version: string): number {
  let low = 0
  let high = versions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareVersions(versions[middle] as string, version) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a text is a valid version: one to four numbers with dots (`120`, `15.6.1`), or `TP`. */
export function isVersion(text: string): boolean {
  return text === technologyPreview || /^\d{1,6}(\.\d{1,6}){0,3}$/.test(text)
}

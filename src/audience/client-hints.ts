/** The maximum length of a header in characters. Browsers send only three brands. */
const maxLength = 1_000

const noBrands: ReadonlyMap<string, string> = new Map()

/**
 * Reads the brands in `Sec-CH-UA` and `Sec-CH-UA-Full-Version-List`:
 * `"Chromium";v="120", "Opera";v="106", "Not_A Brand";v="8"`. Ignores invalid entries.
 * @returns the major versions by brand, in lower case
 */
export function parseBrands(header: string): ReadonlyMap<string, string> {
  if (header === "") return noBrands
  const entries = header
    .slice(0, maxLength)
    .matchAll(/"([^"\\]{1,80})"\s{0,8};\s{0,8}v="(\d{1,6})[\d.]{0,40}"/g)
  return new Map(Array.from(entries, ([, brand = "", major = ""]) => [brand.toLowerCase(), major]))
}

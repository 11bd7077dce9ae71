import { toCaniuseId } from "#catalog/browsers"

/**
 * Returns a query such as `chrome >= 105, ios_saf >= 15.4`. Returns undefined if browserslist knows none of the
 * browsers.
 */
export function browserslistQuery(
  browsers: readonly { id: string; supportedSince: string | null }[],
): string | undefined {
  const parts = browsers.flatMap(({ id, supportedSince }) => {
    const name = toCaniuseId(id)
    return name && supportedSince && /^[\d.]+$/.test(supportedSince) ? [`${name} >= ${supportedSince}`] : []
  })
  return parts.length > 0 ? parts.join(", ") : undefined
}

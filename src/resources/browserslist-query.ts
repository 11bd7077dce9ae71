import { toCaniuseId } from "../catalog/browsers"

/**
 * The browserslist query of each browser from a version on: `chrome >= 105, ios_saf >= 15.4`. Undefined where
 * browserslist, which speaks of the browsers of caniuse, knows none of them.
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

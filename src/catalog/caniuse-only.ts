import { readdirSync } from "node:fs"
import path from "node:path"

/** A feature of caniuse that web-features does not refer to. */
export type CaniuseFeature = {
  id: string
  title: string
}

/**
 * Returns the features of caniuse that are not in `knownIds`, sorted by id. Reads the packed data of caniuse-lite, in
 * which only the data of a feature contains its title.
 * @param directory the root of caniuse-lite
 */
export function caniuseOnlyFeatures(
  load: NodeJS.Require,
  directory: string,
  knownIds: readonly string[],
): CaniuseFeature[] {
  const { feature } = load(directory) as { feature(packed: unknown): { title: string } }
  const folder = path.join(directory, "data", "features")
  const known = new Set(knownIds)
  return readdirSync(folder)
    .filter((file) => file.endsWith(".js"))
    .map((file) => file.slice(0, -".js".length))
    .filter((id) => !known.has(id))
    .sort()
    .map((id) => ({ id, title: feature(load(path.join(folder, id))).title }))
}

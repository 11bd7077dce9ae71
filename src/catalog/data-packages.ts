import type { PackageVersions } from "./catalog"
import recorded from "./published.json"

/** The names of the data packages in node_modules. Only `compatData` can be absent. */
export type DataPackageNames = Readonly<PackageVersions>

export const dataPackages = {
  webFeatures: "web-features",
  caniuse: "caniuse-lite",
  browserMapping: "baseline-browser-mapping",
  compatData: "@mdn/browser-compat-data",
} satisfies DataPackageNames

const records: Readonly<Record<string, { version: string; published: string } | undefined>> = recorded

/**
 * Returns the ISO date on which each installed package was published. The packages do not contain this date. So
 * `npm run update-data` gets the date from npm's registry and records it.
 * @throws Error if the recorded version differs from the installed one
 */
export function publishedDays(installed: PackageVersions): Record<keyof PackageVersions, string> {
  const dayOf = (key: keyof PackageVersions) => {
    const name = dataPackages[key]
    const record = records[name]
    if (record?.version === installed[key]) return record.published
    throw new Error(
      `${name} ${installed[key]} is installed, but src/catalog/published.json records ${record ? `version ${record.version}` : "no version"}. Run \`npm ci\` to install the locked versions, or \`npm run update-data\` to update.`,
    )
  }
  return {
    webFeatures: dayOf("webFeatures"),
    caniuse: dayOf("caniuse"),
    browserMapping: dayOf("browserMapping"),
    compatData: dayOf("compatData"),
  }
}

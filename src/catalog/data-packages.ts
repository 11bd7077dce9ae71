import type { PackageVersions } from "./catalog"
import recorded from "./published.json"

/** The packages that the catalogue is compiled from, by their names at npm. */
export const dataPackages: Readonly<Record<keyof PackageVersions, string>> = {
  webFeatures: "web-features",
  caniuse: "caniuse-lite",
  browserMapping: "baseline-browser-mapping",
}

const records: Readonly<Record<string, { version: string; published: string } | undefined>> = recorded

/**
 * The day (ISO) at which each installed package was published. No package says so itself: `npm run update-data`
 * asks npm's registry and records it with the version.
 * @throws Error where other versions are installed than recorded
 */
export function publishedDays(installed: PackageVersions): Record<keyof PackageVersions, string> {
  const dayOf = (word: keyof PackageVersions) => {
    const name = dataPackages[word]
    const record = records[name]
    if (record?.version === installed[word]) return record.published
    throw new Error(
      `${name} ${installed[word]} is installed, and src/catalog/published.json has the day of ${record?.version ?? "none"}. Run \`npm run update-data\`, or \`npm ci\` for the versions of package-lock.json.`,
    )
  }
  return {
    webFeatures: dayOf("webFeatures"),
    caniuse: dayOf("caniuse"),
    browserMapping: dayOf("browserMapping"),
  }
}

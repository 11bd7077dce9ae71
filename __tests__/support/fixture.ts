import { resolve } from "node:path"
import type { SiteSource } from "./site"

const repository = resolve(__dirname, "..", "..")

/** The site whose pages the suites of server-data ask. */
export const fixture: SiteSource = {
  name: "server-data",
  directory: resolve(repository, "__tests__", "site"),
  reads: [resolve(repository, "src", "server-data")],
}

/** A suite that has to build or to compile first. */
export const minutes = (count: number) => count * 60_000

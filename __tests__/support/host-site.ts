import { resolve } from "node:path"
import type { SiteSource } from "./site"

const repository = resolve(__dirname, "..", "..")
const adapter = ["adapter", "build-manifest", "precompress"].map((name) =>
  resolve(repository, "src", "server", `${name}.ts`),
)

/** A site that is not ours, built with a path prefix. */
export const hostFixture: SiteSource = {
  name: "host",
  directory: resolve(repository, "__tests__", "host-site"),
  reads: [...adapter, resolve(repository, "src", "server-data")],
  env: { PREFIX_PATHS: "true" },
}

import { resolve } from "node:path"
import type { SiteSource } from "./site"

/** The site itself. */
export const reachline: SiteSource = { name: "reachline", directory: resolve(__dirname, "..", "..") }

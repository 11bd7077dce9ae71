// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine imports Node's modules by bare names only
import { readFileSync } from "fs"
// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine imports Node's modules by bare names only
import path from "path"
import { processSingleton } from "../runtime/process-singleton"
import type { CoreBrowserId } from "./browsers"

/** How a browser supports a part with a prefix, under another name or in part. The texts are plain text. */
export type PartialSupport = {
  /** Such as `-webkit-`. */
  prefix?: string
  alternativeName?: string
  /** Indexes of `PartDetails.notes`. */
  notes?: readonly number[]
  /**
   * True if browser-compat-data states full support and web-features does not. Usually the data of web-features are
   * older.
   */
  isFull?: true
}

export type PartDetail = {
  /** The path of the page on MDN below `mdnRoot`. */
  mdn?: string
  /** Absent if no browser has partial support. */
  partial?: Readonly<Partial<Record<CoreBrowserId, PartialSupport>>>
}

/** What browser-compat-data contains about parts, by compat key. Parts without details are absent. */
export type PartDetails = {
  parts: Readonly<Record<string, PartDetail>>
  notes: readonly string[]
}

export const mdnRoot = "https://developer.mozilla.org/docs/"

export const partDetailsFile = path.join(".cache", "part-details.json")

/**
 * Returns the details of parts. They are not in the file of the catalogue, because only pages of single features need
 * them. A process reads the file of the details when it serves the first such page.
 * @throws Error if the site has not been built
 */
export function loadPartDetails(): PartDetails {
  return processSingleton("part-details", () => {
    const file = path.resolve(partDetailsFile)
    try {
      return JSON.parse(readFileSync(file, "utf8"))
    } catch (cause) {
      throw new Error(`Cannot read ${file}. Run \`gatsby build\` in the site's root first.`, { cause })
    }
  })
}

import { createRequire } from "node:module"
import path from "node:path"
import { type DefaultTreeAdapterMap, parseFragment } from "parse5"
import { coreBrowsers } from "./browsers"
import type { Catalog } from "./catalog"
import { type PartialRange, partialRanges, readCompatData } from "./compat-data"
import { dataPackages } from "./data-packages"
import { mdnRoot, type PartDetail, type PartDetails, type PartialSupport } from "./part-details"

/** Compiles the details of all parts of a catalogue from the browser-compat-data in `directory`. Build time only. */
export function compilePartDetails(catalog: Catalog, directory = process.cwd()): PartDetails {
  const load = createRequire(path.join(directory, "package.json"))
  const compatData = readCompatData(load, dataPackages.compatData)
  const notes = new Map<string, number>()
  const indexOfNote = (html: string) => {
    const text = toText(html)
    const index = notes.get(text) ?? notes.size
    notes.set(text, index)
    return index
  }
  const parts: Record<string, PartDetail> = {}
  for (const [key, status] of catalog.features.flatMap((feature) => feature.parts)) {
    const chain = compatData.find(key)
    if (!chain[0]) continue
    const { mdn_url: mdn } = chain[0]
    const { support } = catalog.statuses[status] as Catalog["statuses"][number]
    const partial = coreBrowsers.flatMap((browser, index) => {
      const full = catalog.supportVersions[index]?.[support[index] ?? -1]
      // Uses only the newest range, which continues until full support or until the newest version.
      const range = partialRanges(chain, browser, full).at(-1)
      return range ? [[browser, describeRange(range, indexOfNote)] as const] : []
    })
    parts[key] = {
      ...(mdn?.startsWith(mdnRoot) && { mdn: mdn.slice(mdnRoot.length) }),
      ...(partial.length > 0 && { partial: Object.fromEntries(partial) }),
    }
  }
  return { parts, notes: [...notes.keys()] }
}

function describeRange(
  { prefix, alternative_name: alternativeName, notes, isFull }: PartialRange,
  indexOfNote: (html: string) => number,
): PartialSupport {
  return {
    ...(prefix && { prefix }),
    ...(alternativeName && { alternativeName }),
    ...(notes?.length && { notes: [notes].flat().map(indexOfNote) }),
    ...(isFull && { isFull }),
  }
}

/** browser-compat-data writes notes in HTML with inline elements only. */
function toText(html: string): string {
  const textOf = (node: DefaultTreeAdapterMap["node"]): string => {
    if ("value" in node) return node.value
    return "childNodes" in node ? node.childNodes.map(textOf).join("") : ""
  }
  return textOf(parseFragment(html)).replace(/\s+/g, " ").trim()
}

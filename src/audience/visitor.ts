import { loadCatalog } from "#catalog/load"
import { regionName } from "./regions"
import { detectBrowser } from "./user-agent"

export type Visitor = {
  /** Absent if the browser or its version has no support data. */
  browser?: { id: string; name: string; version: string; isLowerBound: boolean }
  /** The region of the first language in `Accept-Language`. Absent if this region has no usage data. */
  region?: { id: string; label: string }
}

/** Reads the headers `User-Agent`, `Sec-CH-UA` and `Accept-Language`. */
export function describeVisitor(headers: Pick<Headers, "get">): Visitor {
  return {
    browser: browserIn(headers.get("user-agent") ?? "", headers.get("sec-ch-ua") ?? ""),
    region: regionIn(headers.get("accept-language") ?? ""),
  }
}

function browserIn(userAgent: string, brands: string): Visitor["browser"] {
  const catalog = loadCatalog()
  const found = detectBrowser({ userAgent, brands })
  if (!found || catalog.rank(found.browser, found.version) === undefined) return undefined
  const { browser: id, version, isLowerBound = false } = found
  return { id, name: catalog.browser(id).name, version, isLowerBound }
}

/** `de-AT,de;q=0.9` means Austria. A language without a region means its most likely region: `de` means Germany. */
function regionIn(acceptLanguage: string): Visitor["region"] {
  const [language = ""] = acceptLanguage.slice(0, 100).split(/[,;]/)
  const id = regionOfLanguage(language.trim())
  return id !== undefined && Object.hasOwn(loadCatalog().regions, id)
    ? { id, label: regionName(id) }
    : undefined
}

function regionOfLanguage(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().region
  } catch {
    // “*” or an invalid language tag.
    return undefined
  }
}

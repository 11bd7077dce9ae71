import { words } from "../nightly"
import type { Random } from "../random"
import type { Journal } from "./journal"

const features = words("grid has container-queries subgrid nesting view-transitions popover dialog")
const browsers = words("chrome safari_ios firefox edge")

/** Addresses that depend on no database and no other server: pages, their data, endpoints, files. */
const addresses = [
  ...words(`
    / /?audience=DE /features?q=grid /features?min=95&page=3 /stack?features=grid,has /data
    /browsers /features/nothing-of-the-kind /features?min=x /features/masonry /favicon.svg
    /api/features?q=grid /api/features?format=csv&group=css /api/stack?features=grid,has /api/dataset
    /api/features?min=x /api/features/nothing-of-the-kind /api/audiences/DE /page-data/index/page-data.json
  `),
  ...features.flatMap((id) => [
    `/features/${id}?audience=FR`,
    `/page-data/features/${id}/page-data.json?audience=FR`,
    `/api/features/${id}?audience=JP&of=known`,
    `/api/features/${id}/badge.svg`,
  ]),
  ...browsers.flatMap((id) => [`/browsers/${id}`, `/api/browsers/${id}?audience=US`]),
]

/**
 * An answer without what depends on the moment: when figures were read, which pages carry along, and what the dashboard
 * says of a feature, which a page has where it came in time.
 */
function told(status: number, text: string): string {
  const timeless = text.replace(/\b\d{13}\b/g, "0")
  if (timeless.startsWith("{")) return `${status} ${withoutLive(timeless)}`
  const page = timeless
    .replace(/<section[^>]*aria-labelledby="dashboard".*?<\/section>/s, "")
    .replace(/(?<=<script[^>]* type="application\/json"[^>]*>)[^<]+(?=<\/script>)/g, withoutLive)
  return `${status} ${page}`
}

const withoutLive = (json: string) => JSON.stringify(pruned(JSON.parse(json)))

/** Without the query of the dashboard, and whatever is empty without it. */
function pruned(value: unknown): unknown {
  const isLive = (part: unknown) => typeof part === "string" && part.startsWith("live(")
  if (Array.isArray(value)) return value.filter((part) => !isLive(part)).map(pruned)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !isLive(key))
  const kept = entries.map(([key, part]) => [key, pruned(part)] as const)
  return Object.fromEntries(kept.filter(([, part]) => !isEmpty(part)))
}

const isEmpty = (value: unknown) =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0

/** Visitors of what never changes: every answer is the one that was given when all was well. */
export async function knownAnswers(journal: Journal, random: Random) {
  const right = new Map<string, string>()
  for (const address of addresses) {
    const { status, text } = await journal.ask(address)
    right.set(address, told(status, text))
  }
  return async function visit() {
    const address = random.oneOf(addresses)
    // Half of them are asked for by an address of their own, which no cache knows.
    const path =
      random.next() < 0.5
        ? address
        : `${address}${address.includes("?") ? "&" : "?"}utm_source=${random.next()}`
    const reply = await journal.ask(path)
    const is = told(reply.status, reply.text)
    const journey = address.startsWith("/api/")
      ? "API"
      : address.startsWith("/page-data/")
        ? "page data"
        : "pages"
    return journal.judge(journey, path, reply, () =>
      is === right.get(address) ? undefined : `not the known answer: ${is.slice(0, 200)}`,
    )
  }
}

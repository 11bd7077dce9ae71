import type { Random } from "../inputs/random"
import { words } from "../jest/nightly"
import type { Journal } from "./journal"

const features = words("grid has container-queries subgrid nesting view-transitions popover dialog")
const browsers = words("chrome safari_ios firefox edge")

const paths = [
  ...words(`
    / /?audience=DE /features?q=grid /features?min=95&page=3 /stack?features=grid,has /data
    /browsers /features/nothing-of-the-kind /features?min=x /features/masonry /favicon.svg
    /api/features?q=grid /api/features?format=csv&group=css /api/stack?features=grid,has /api/dataset
    /api/features?min=x /api/features/nothing-of-the-kind /api/audiences/DE /page-data/index/page-data.json
  `),
  ...features.flatMap((id) => [
    `/features/${id}?audience=FR`,
    `/page-data/features/${id}/page-data.json?audience=FR`,
    `/api/features/${id}?audience=JP&of=all`,
    `/api/features/${id}/badge.svg`,
  ]),
  ...browsers.flatMap((id) => [`/browsers/${id}`, `/api/browsers/${id}?audience=US`]),
]

/** Removes timestamps and data of the dashboard from a response, because they change with time. */
function stablePartOf(status: number, text: string): string {
  const timeless = text.replace(/\b\d{13}\b/g, "0")
  if (timeless.startsWith("{")) return `${status} ${withoutLiveData(timeless)}`
  const page = timeless
    .replace(/<section[^>]*aria-labelledby="dashboard".*?<\/section>/s, "")
    .replace(/(?<=<script[^>]* type="application\/json"[^>]*>)[^<]+(?=<\/script>)/g, withoutLiveData)
  return `${status} ${page}`
}

const withoutLiveData = (json: string) => JSON.stringify(pruned(JSON.parse(json)))

function pruned(value: unknown): unknown {
  const isLive = (part: unknown) => typeof part === "string" && part.startsWith("live(")
  if (Array.isArray(value)) return value.filter((part) => !isLive(part)).map(pruned)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !isLive(key))
  const remaining = entries.map(([key, part]) => [key, pruned(part)] as const)
  return Object.fromEntries(remaining.filter(([, part]) => !isEmpty(part)))
}

const isEmpty = (value: unknown) =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0

/**
 * Returns a visitor that requests random pages. The visitor compares each response with the response to the same path
 * before the faults.
 */
export async function createVisitor(journal: Journal, random: Random) {
  const expected = new Map<string, string>()
  for (const path of paths) {
    const { status, text } = await journal.request(path)
    expected.set(path, stablePartOf(status, text))
  }
  return async function visit() {
    const path = random.oneOf(paths)
    // Half of the requests have a unique query, which is not cached.
    const url =
      random.next() < 0.5 ? path : `${path}${path.includes("?") ? "&" : "?"}utm_source=${random.next()}`
    const reply = await journal.request(url)
    const actual = stablePartOf(reply.status, reply.text)
    const journey = path.startsWith("/api/") ? "API" : path.startsWith("/page-data/") ? "page data" : "pages"
    return journal.judge(journey, url, reply, () =>
      actual === expected.get(path) ? undefined : `not the known response: ${actual.slice(0, 200)}`,
    )
  }
}

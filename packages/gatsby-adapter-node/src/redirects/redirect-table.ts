import type { HostedRedirect } from "../manifest"
import { decodePath, pathnameOf } from "../request-path"
import { normalizePath } from "../route-pattern"
import { type RedirectRule, redirectRule } from "./redirect-rule"

/**
 * A redirect that applies to a request, and its target. Values of the request replace the placeholders in the target.
 */
export type FollowedRedirect = { status: number; target: string }

export type Origin = { protocol: string; host: string }

export type RedirectTable = {
  /** Finds a redirect with `force`, which precedes files, functions and pages. */
  forced(path: string, search: string): FollowedRedirect | undefined
  /** Finds a redirect without `force` whose source is the path. */
  exact(path: string, search: string): FollowedRedirect | undefined
  /** Finds a redirect without `force` whose source is the given pattern, such as `/blog/:slug`. */
  pattern(source: string, path: string, search: string): FollowedRedirect | undefined
  /** Finds a redirect whose source has a host. @param url the path (with the path prefix) and the query */
  ofHost(origin: Origin, url: string): FollowedRedirect | undefined
}

/**
 * Creates the table of a site's redirects. Its functions receive paths that are still percent-encoded. Except in
 * `ofHost`, the paths do not include the path prefix. A redirect from a URL to the same URL does not apply, because the
 * browser would follow it without end.
 */
export function redirectTable(redirects: readonly HostedRedirect[], pathPrefix: string): RedirectTable {
  const rules = bySpecificity(redirects).map((redirect) => ({ redirect, rule: redirectRule(redirect) }))
  const inside = rules.filter(({ redirect }) => !redirect.origin)
  const forced = inside.filter(({ redirect }) => redirect.force).map(({ rule }) => rule)
  const ofHosts = rules.filter(({ redirect }) => redirect.origin)
  const bySource = new Map<string, RedirectRule[]>()
  for (const { redirect, rule } of inside.filter(({ redirect }) => !redirect.force)) {
    const source = comparable(redirect.from)
    bySource.set(source, [...(bySource.get(source) ?? []), rule])
  }
  const first = (candidates: readonly RedirectRule[], path: string, search: string) =>
    firstOf(candidates, path, search, pathPrefix + path + search)
  const from = (source: string, path: string, search: string) =>
    first(bySource.get(comparable(source)) ?? [], path, search)
  return {
    forced: (path, search) => first(forced, path, search),
    exact: (path, search) => from(path, path, search),
    pattern: from,
    ofHost(origin, url) {
      const path = pathnameOf(url)
      const matching = ofHosts.filter(({ redirect }) => isAt(redirect.origin, origin)).map(({ rule }) => rule)
      return firstOf(matching, path, url.slice(path.length), `${origin.protocol}://${origin.host}${url}`)
    },
  }
}

/**
 * Sorts redirects with the same source: first by the number of query parameters with a fixed value, then by the number
 * of all query parameters. The largest number is first.
 */
function bySpecificity(redirects: readonly HostedRedirect[]): HostedRedirect[] {
  const groups = new Map<string, HostedRedirect[]>()
  for (const redirect of redirects) {
    const source = `${redirect.origin?.host ?? ""}${comparable(redirect.from)}`
    groups.set(source, [...(groups.get(source) ?? []), redirect])
  }
  const fixed = ({ query = [] }: HostedRedirect) => query.filter(([, value]) => !value.startsWith(":")).length
  const all = ({ query = [] }: HostedRedirect) => query.length
  return [...groups.values()].flatMap((group) =>
    group.sort((one, other) => fixed(other) - fixed(one) || all(other) - all(one)),
  )
}

function firstOf(
  rules: readonly RedirectRule[],
  path: string,
  search: string,
  ownUrl: string,
): FollowedRedirect | undefined {
  for (const { status, follow } of rules) {
    const target = follow(path, search)
    if (target !== undefined && target.replace(/#.*/s, "") !== ownUrl) return { status, target }
  }
  return undefined
}

const comparable = (path: string) => normalizePath((decodePath(path) ?? path).toLowerCase())

/** Returns whether a source has the host of a request. A source without a port applies to each port. */
function isAt(source: HostedRedirect["origin"], { protocol, host }: Origin): boolean {
  if (!source || (source.scheme === "http" && protocol !== "http")) return false
  const given = host.toLowerCase()
  return source.host === given || source.host === given.replace(/:\d+$/, "")
}

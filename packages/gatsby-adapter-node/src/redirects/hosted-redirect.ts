/**
 * Converts the redirects of `createRedirect` to redirects of the manifest. For a redirect that the host cannot follow,
 * the result is a text with the reason.
 */
import type { RoutesManifest } from "gatsby"
import type { HostedRedirect } from "../manifest"
import { isPattern, segmentsOf } from "../route-pattern"

export type RedirectRoute = Extract<RoutesManifest[number], { type: "redirect" }>

export type RedirectSite = {
  /** Returns the path without the path prefix. */
  inside(path: string): string
  /** Returns whether a page, a file or a function has this path. */
  exists(path: string): boolean
}

const statuses = [200, 301, 302, 303, 307, 308, 404, 410]
const knownOptions = ["type", "path", "toPath", "status", "ignoreCase", "headers", "force", "query"]

/** @returns a redirect of the manifest, or the reason why the host cannot follow the redirect */
export function hostedRedirect(
  route: RedirectRoute,
  site: RedirectSite,
): { redirect: HostedRedirect } | { problem: string } {
  const { toPath, status, ignoreCase = true } = route
  const { force, query } = route as { force?: unknown; query?: unknown }
  const source = sourceOf(route.path, site.inside)
  const isShadowed = !force && !source.origin && !isPattern(source.path) && site.exists(source.path)
  const problem =
    unsupportedOption(route) ??
    problemOfSource(source) ??
    problemOfConditions(query) ??
    problemOfTarget(toPath, source, query) ??
    (isRedirect(status) ? undefined : problemOfRewrite(toPath, status, source)) ??
    (isShadowed ? "the site has this path. Add force: true, or remove the redirect" : undefined)
  if (problem !== undefined) return { problem }
  const conditions = [...source.query, ...Object.entries((query ?? {}) as Record<string, string>)]
  return {
    redirect: {
      from: source.path,
      to: isRedirect(status) ? toPath : site.inside(toPath),
      status,
      ignoreCase,
      ...(source.origin ? { origin: source.origin } : {}),
      ...(conditions.length > 0 ? { query: conditions } : {}),
      ...(force ? { force: true } : {}),
    },
  }
}

/**
 * Whether a response with this status has a `Location`. With any other status, the host sends the content of the
 * target.
 */
export const isRedirect = (status: number) => status >= 300 && status < 400

function unsupportedOption(route: RedirectRoute): string | undefined {
  const given = Object.entries(route).filter(([, value]) => value !== undefined)
  const [other] = given.find(([name]) => !knownOptions.includes(name)) ?? []
  if (other !== undefined) return `the host does not support the option “${other}”`
  if (statuses.includes(route.status)) return undefined
  return `status ${route.status} is not one of ${statuses.join(", ")}`
}

type Source = Pick<HostedRedirect, "origin"> & {
  path: string
  query: readonly (readonly [name: string, value: string])[]
}

function sourceOf(fromPath: string, inside: (path: string) => string): Source {
  const [, scheme, host, rest = ""] = /^(https?):\/\/([^/?#]+)(.*)$/i.exec(fromPath) ?? []
  const [path = "", search = ""] = (host === undefined ? inside(fromPath) : rest || "/").split(/\?(.*)/s)
  return {
    path: path || "/",
    query: [...new URLSearchParams(search)],
    ...(host === undefined
      ? {}
      : {
          origin: { scheme: scheme?.toLowerCase() === "http" ? "http" : "https", host: host.toLowerCase() },
        }),
  }
}

function problemOfSource({ path }: Source): string | undefined {
  if (path.startsWith("//")) return "fromPath starts with two slashes. Write a path, or a URL with https://"
  if (path.includes("#")) return "fromPath contains a fragment, which browsers do not send"
  const segments = segmentsOf(path)
  const star = segments.findIndex((segment) => segment.includes("*"))
  if (star === -1 || (star === segments.length - 1 && segments[star]?.startsWith("*"))) return undefined
  return "“*” must be the last segment of fromPath"
}

function problemOfConditions(query: unknown): string | undefined {
  if (query === undefined) return undefined
  const isRecord = typeof query === "object" && query !== null && !Array.isArray(query)
  if (isRecord && Object.values(query).every((value) => typeof value === "string")) return undefined
  return 'query must be an object of texts, such as { id: ":id" }'
}

function problemOfRewrite(toPath: string, status: number, { origin }: Source): string | undefined {
  if (origin) return `status ${status} does not work for requests to another host`
  return toPath.startsWith("/") ? undefined : `status ${status} needs a path of this site, not ${toPath}`
}

const placeholders = (text: string) =>
  [...text.matchAll(/(?<=^|[/=&]):([A-Za-z_]\w*)/g)].map(([, name]) => name ?? "")

function problemOfTarget(toPath: string, source: Source, query: unknown): string | undefined {
  const [, host, rest = ""] = /^([a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?)?(.*)$/is.exec(toPath) ?? []
  if (host === undefined && !rest.startsWith("/")) return `toPath must be a path or a URL, not ${toPath}`
  if (host && /:[a-z_]/i.test(host)) return "the host of toPath contains a placeholder"
  const segments = segmentsOf(source.path)
  const values = [...source.query.map(([, value]) => value), ...Object.values(query ?? {})].map(String)
  const known = [...segments, ...values].filter((text) => text.startsWith(":")).map((text) => text.slice(1))
  const splat = segments.find((segment) => segment.startsWith("*"))
  if (splat !== undefined) known.push("splat", splat.slice(1))
  const unknown = placeholders(rest).find((name) => !known.includes(name))
  return unknown === undefined ? undefined : `toPath contains :${unknown}, and fromPath does not`
}

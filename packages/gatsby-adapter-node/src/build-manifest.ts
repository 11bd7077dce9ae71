import type { IAdapterConfig, RoutesManifest } from "gatsby"
import type { HeaderList, HostedFunction, HostedPattern, HostedRedirect, Manifest } from "./manifest"
import { hostedRedirect } from "./redirects/hosted-redirect"
import { decode, isPattern, normalizePath } from "./route-pattern"

type TrailingSlash = NonNullable<NonNullable<IAdapterConfig["supports"]>["trailingSlash"]>[number]

export type BuildOutput = {
  routes: RoutesManifest
  functions: readonly { functionId: string; pathToEntryPoint: string }[]
  /** The path prefix in gatsby-config. The paths of routes start with it only if the build used `--prefix-paths`. */
  pathPrefix: string
  trailingSlash: TrailingSlash | undefined
  /** The `path` of each page. For a page with a `matchPath`, the route contains the `matchPath` instead of the `path`. */
  ownPaths: readonly string[]
  warn(message: string): void
}

const engine = "ssr-engine"

export function buildManifest({
  routes,
  functions,
  pathPrefix,
  trailingSlash,
  ownPaths,
  warn,
}: BuildOutput): Manifest {
  const prefix = usedPrefix(routes, pathPrefix)
  const inside = (path: string) =>
    prefix && path.startsWith(prefix) ? path.slice(prefix.length) || "/" : path
  const entryPoints = new Map(functions.map((entry) => [entry.functionId, entry.pathToEntryPoint]))
  const headerSets: HeaderList[] = []
  const setIndexes = new Map<string, number>()
  const indexOf = (headers: HeaderList) => {
    const text = JSON.stringify(headers)
    const index = setIndexes.get(text) ?? headerSets.push(headers) - 1
    setIndexes.set(text, index)
    return index
  }
  const manifest = {
    files: {} as Record<string, { headers: number }>,
    staticPages: {} as Record<string, string>,
    patterns: [] as HostedPattern[],
    deferred: [] as string[],
    functions: [] as HostedFunction[],
    redirects: [] as HostedRedirect[],
  }
  const known = new Set([...ownPaths, ...pathsOf(routes, inside)].map(comparable))
  for (const route of routes) {
    const path = inside(route.path)
    if (route.type === "static") {
      const file = route.filePath.replace(/^public/, "")
      manifest.files[file] = {
        headers: indexOf(route.headers.map(({ key, value }) => [key, value] as const)),
      }
      if (!file.endsWith(".html") || normalizePath(path) === file) continue
      if (isPattern(path)) manifest.patterns.push({ route: path, file })
      else manifest.staticPages[normalizePath(path)] = file
      manifest.staticPages[pathOfPage(file)] = file
    } else if (route.type === "redirect") {
      const result = hostedRedirect(route, { inside, exists: (from) => known.has(comparable(from)) })
      if ("problem" in result) {
        warn(`The redirect from ${route.path} is skipped: ${result.problem}.`)
        continue
      }
      manifest.redirects.push(result.redirect)
      const { from, force, origin } = result.redirect
      if (isPattern(from) && !force && !origin) manifest.patterns.push({ route: from, kind: "redirect" })
    } else if (route.functionId === engine) {
      if (path.startsWith("/page-data/")) continue
      if (isPattern(path)) manifest.patterns.push({ route: path })
      if (route.cache) manifest.deferred.push(normalizePath(path))
    } else {
      const file = entryPoints.get(route.functionId)
      if (!file) continue
      manifest.functions.push({ route: normalizePath(path).replace(/^\/api\/?/, ""), file })
      if (isPattern(path)) manifest.patterns.push({ route: path, kind: "function" })
    }
  }
  return {
    pathPrefix: prefix,
    trailingSlash: trailingSlash ?? "always",
    headerSets,
    ...manifest,
  }
}

/** Returns the path of a static page without a trailing slash: "/about" for "/about/index.html". */
const pathOfPage = (file: string) => normalizePath(file.replace(/(?:\/index)?\.html$/, ""))

const comparable = (path: string) => decode(normalizePath(path))

/** Returns the paths of pages, files and functions. */
function pathsOf(routes: RoutesManifest, inside: (path: string) => string): string[] {
  return routes.flatMap((route) => {
    if (route.type === "redirect") return []
    const file = route.type === "static" ? route.filePath.replace(/^public/, "") : undefined
    return [inside(route.path), ...(file === undefined ? [] : [file, pathOfPage(file)])]
  })
}

/**
 * Returns the path prefix if all routes except redirects start with it. Otherwise returns an empty text. Adapters
 * receive the configured prefix even if the build did not use `--prefix-paths`.
 */
function usedPrefix(routes: RoutesManifest, configured: string): string {
  const prefix = configured === "/" ? "" : configured.replace(/(?<!\/)\/+$/, "")
  const own = routes.filter(({ type }) => type !== "redirect")
  return prefix && own.every(({ path }) => path.startsWith(`${prefix}/`) || path === prefix) ? prefix : ""
}

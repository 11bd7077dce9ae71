import type { IAdapterConfig, RoutesManifest } from "gatsby"
import type { HeaderList, HostedFunction, HostedRedirect, Manifest } from "./manifest"
import { isPattern, normalizePath } from "./route-pattern"

type TrailingSlash = NonNullable<NonNullable<IAdapterConfig["supports"]>["trailingSlash"]>[number]

export type BuildOutput = {
  routes: RoutesManifest
  functions: readonly { functionId: string; pathToEntryPoint: string }[]
  /** The prefix in gatsby-config. The paths of routes contain the prefix only if the build used it. */
  pathPrefix: string
  trailingSlash: TrailingSlash | undefined
  warn(message: string): void
}

const engine = "ssr-engine"

export function buildManifest({ routes, functions, pathPrefix, trailingSlash, warn }: BuildOutput): Manifest {
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
    clientRoutes: [] as { route: string; file: string }[],
    deferred: [] as string[],
    functions: [] as HostedFunction[],
    redirects: [] as HostedRedirect[],
  }
  for (const route of routes) {
    const path = inside(route.path)
    if (route.type === "static") {
      const file = route.filePath.replace(/^public/, "")
      manifest.files[file] = {
        headers: indexOf(route.headers.map(({ key, value }) => [key, value] as const)),
      }
      if (isPattern(path)) {
        if (!file.endsWith("/index.html")) continue
        manifest.clientRoutes.push({ route: path, file })
        manifest.staticPages[normalizePath(file.slice(0, -"index.html".length))] = file
      } else if (file.endsWith(".html") && normalizePath(path) !== file) {
        manifest.staticPages[normalizePath(path)] = file
      }
    } else if (route.type === "redirect") {
      const redirect = redirectOf(route.path, route, inside, warn)
      if (redirect) manifest.redirects.push(redirect)
    } else if (route.functionId === engine) {
      if (route.cache && !path.startsWith("/page-data/")) manifest.deferred.push(normalizePath(path))
    } else {
      const file = entryPoints.get(route.functionId)
      if (file) manifest.functions.push({ route: normalizePath(path).replace(/^\/api\/?/, ""), file })
    }
  }
  return {
    pathPrefix: prefix,
    trailingSlash: trailingSlash ?? "always",
    headerSets,
    ...manifest,
  }
}

/**
 * Returns the prefix if all routes except redirects start with it, otherwise an empty text. Adapters receive the
 * configured prefix even if the build did not use `--prefix-paths`.
 */
function usedPrefix(routes: RoutesManifest, configured: string): string {
  const prefix = configured === "/" ? "" : configured.replace(/(?<!\/)\/+$/, "")
  const own = routes.filter(({ type }) => type !== "redirect")
  return prefix && own.every(({ path }) => path.startsWith(`${prefix}/`) || path === prefix) ? prefix : ""
}

function redirectOf(
  from: string,
  route: Extract<RoutesManifest[number], { type: "redirect" }>,
  inside: (path: string) => string,
  warn: (message: string) => void,
): HostedRedirect | undefined {
  const { toPath, status, ignoreCase = true } = route
  const isRewrite = status === 200
  if (!isRewrite && !(status >= 300 && status < 400)) {
    warn(
      `The redirect from ${from} is skipped: status ${status} is not supported. Use 3xx, or 200 for a rewrite.`,
    )
    return undefined
  }
  if (isRewrite && !toPath.startsWith("/")) {
    warn(
      `The redirect from ${from} is skipped: a rewrite (status 200) needs a path of this site, not ${toPath}.`,
    )
    return undefined
  }
  for (const condition of ["conditions", "language", "country", "Language", "Country"]) {
    if (condition in route) {
      warn(`The redirect from ${from} is skipped: the condition “${condition}” is not supported.`)
      return undefined
    }
  }
  return { from: inside(from), to: isRewrite ? inside(toPath) : toPath, status, ignoreCase }
}

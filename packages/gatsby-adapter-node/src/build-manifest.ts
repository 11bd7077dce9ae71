import type { IAdapterConfig, RoutesManifest } from "gatsby"
import type { HeaderList, HostedFunction, HostedRedirect, Manifest } from "./manifest"
import { bare, isPattern } from "./route-pattern"

type TrailingSlash = NonNullable<NonNullable<IAdapterConfig["supports"]>["trailingSlash"]>[number]

/** What Gatsby tells an adapter at the end of a build, as far as the manifest needs it. */
export type BuildOutput = {
  routes: RoutesManifest
  functions: readonly { functionId: string; pathToEntryPoint: string }[]
  /** As gatsby-config has it; whether the build was made with it is told by the routes. */
  pathPrefix: string
  trailingSlash: TrailingSlash | undefined
  warn(sentence: string): void
}

const engine = "ssr-engine"

/** Turns Gatsby's list of routes into the tables that the host looks requests up in. */
export function buildManifest({ routes, functions, pathPrefix, trailingSlash, warn }: BuildOutput): Manifest {
  const prefix = usedPrefix(routes, pathPrefix)
  const inside = (path: string) =>
    prefix && path.startsWith(prefix) ? path.slice(prefix.length) || "/" : path
  const entryPoints = new Map(functions.map((entry) => [entry.functionId, entry.pathToEntryPoint]))
  const headerSets: HeaderList[] = []
  const setNumbers = new Map<string, number>()
  const numberOf = (headers: HeaderList) => {
    const text = JSON.stringify(headers)
    const number = setNumbers.get(text) ?? headerSets.push(headers) - 1
    setNumbers.set(text, number)
    return number
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
        headers: numberOf(route.headers.map(({ key, value }) => [key, value] as const)),
      }
      if (isPattern(path)) {
        if (!file.endsWith("/index.html")) continue
        manifest.clientRoutes.push({ route: path, file })
        // The page itself, which has no route of its own beside the pattern.
        manifest.staticPages[bare(file.slice(0, -"index.html".length))] = file
      } else if (file.endsWith(".html") && bare(path) !== file) {
        manifest.staticPages[bare(path)] = file
      }
    } else if (route.type === "redirect") {
      const redirect = redirectOf(route.path, route, inside, warn)
      if (redirect) manifest.redirects.push(redirect)
    } else if (route.functionId === engine) {
      if (route.cache && !path.startsWith("/page-data/")) manifest.deferred.push(bare(path))
    } else {
      const file = entryPoints.get(route.functionId)
      if (file) manifest.functions.push({ route: bare(path).replace(/^\/api\/?/, ""), file })
    }
  }
  return {
    pathPrefix: prefix,
    trailingSlash: trailingSlash ?? "always",
    headerSets,
    ...manifest,
  }
}

/** Gatsby hands adapters the configured prefix even where the build was made without `--prefix-paths`. */
function usedPrefix(routes: RoutesManifest, configured: string): string {
  const prefix = configured === "/" ? "" : configured.replace(/(?<!\/)\/+$/, "")
  const own = routes.filter(({ type }) => type !== "redirect")
  return prefix && own.every(({ path }) => path.startsWith(`${prefix}/`) || path === prefix) ? prefix : ""
}

function redirectOf(
  from: string,
  route: Extract<RoutesManifest[number], { type: "redirect" }>,
  inside: (path: string) => string,
  warn: (sentence: string) => void,
): HostedRedirect | undefined {
  const { toPath, status, ignoreCase = true } = route
  const isRewrite = status === 200
  if (!isRewrite && !(status >= 300 && status < 400)) {
    warn(
      `The redirect of ${from} has status ${status}: this host knows 3xx and, for rewrites, 200. Left out.`,
    )
    return undefined
  }
  if (isRewrite && !toPath.startsWith("/")) {
    warn(`The redirect of ${from} rewrites to ${toPath}: this host rewrites to its own paths only. Left out.`)
    return undefined
  }
  for (const condition of ["conditions", "language", "country", "Language", "Country"]) {
    if (condition in route) {
      warn(`The redirect of ${from} depends on ${condition}, which this host does not know. Left out.`)
      return undefined
    }
  }
  return { from: inside(from), to: isRewrite ? inside(toPath) : toPath, status, ignoreCase }
}

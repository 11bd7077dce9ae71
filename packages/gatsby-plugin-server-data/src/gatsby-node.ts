/** The plugin's hooks in Gatsby's build. They check the options, set the error page and write files after a build. */
import { existsSync, statSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { extname, join, resolve } from "node:path"
import type { GatsbyNode, ParentSpanPluginArgs, PluginOptions } from "gatsby"
import {
  type PolicyOptions,
  policyWarnings,
  type StaticPage,
  writeContentSecurityPolicy,
} from "./build-policy"
import { acceptPathsInEngine } from "./engine-paths"
import { loadFunctionsOnce } from "./functions-once"
import { dataBlockId, loaderId } from "./page-data-script"

/** The options of the plugin in gatsby-config. */
export type ServerDataPluginOptions = {
  /**
   * The file of the error page's component, relative to the site's directory. Its default export receives
   * `ErrorPageProps`.
   */
  errorPage?: string
  /** Whether the build has a Content-Security-Policy, or an object with the options of this policy. Default: `true`. */
  contentSecurityPolicy?: boolean | PolicyOptions
  /** Whether `gatsby serve` loads each function once instead of at each request. Default: false. */
  functionsOnce?: boolean
}

type Options = PluginOptions & ServerDataPluginOptions

type State = {
  program: { directory: string }
  pages: Map<string, { path: string }>
  flattenedPlugins: { name: string; ssrAPIs: string[]; browserAPIs: string[] }[]
}

const packageName = "gatsby-plugin-server-data"

/**
 * The name in `imports` of package.json that the option `errorPage` replaces. The public name (without `#`) always
 * leads to the default page, so that the site's error page can contain the default page.
 */
const errorPageImport = `#${packageName}/error-page`

const stateOf = ({ store }: Pick<ParentSpanPluginArgs, "store">) => store.getState() as State

export const pluginOptionsSchema: GatsbyNode["pluginOptionsSchema"] = ({ Joi }) =>
  Joi.object({
    errorPage: Joi.string().messages({
      "*": '"errorPage" must be the path of a component, such as "./src/components/error-page.js".',
    }),
    contentSecurityPolicy: Joi.alternatives()
      .try(
        Joi.boolean().strict(),
        Joi.object({
          // ";" ends a directive. "," ends a policy (RFC 9110, lists of header values). A header can contain only
          // ASCII.
          directives: Joi.object().pattern(
            /^[a-z-]+$/,
            Joi.string()
              .pattern(/^[ -~]*$/)
              .pattern(/^[^;,]*$/)
              .allow(""),
          ),
          scripts: Joi.array().items(Joi.string()),
          reportOnly: Joi.boolean().strict(),
        }),
      )
      .default(true)
      .messages({
        "*": '"contentSecurityPolicy" must be true, false, or an object with "directives" (an object of texts without ";" and ",", by names such as "img-src"), "scripts" (an array of texts) or "reportOnly" (true or false).',
      }),
    functionsOnce: Joi.boolean()
      .strict()
      .default(false)
      .messages({ "*": '"functionsOnce" must be true or false.' }),
  })

/** Stops the build at the start if the error page does not exist, or if Gatsby does not see the plugin's hooks. */
export const onPreBootstrap: GatsbyNode["onPreBootstrap"] = (args, { errorPage }: Options) => {
  const { program, flattenedPlugins } = stateOf(args)
  if (errorPage !== undefined && findComponent(program.directory, errorPage) === undefined) {
    args.reporter.panic(
      `${packageName}: the errorPage ${JSON.stringify(errorPage)} ${reasonOf(resolve(program.directory, errorPage))}. ` +
        `It must be the path of a component's file (${extensions.join(", ")}), relative to ${program.directory}.`,
    )
  }
  const plugin = flattenedPlugins.find(({ name }) => name === packageName)
  if (!plugin?.ssrAPIs.includes("onPreRenderHTML") || !plugin.browserAPIs.includes("onInitialClientRender")) {
    args.reporter.panic(
      `${packageName}: Gatsby does not see the hooks in gatsby-ssr.js and gatsby-browser.js of the plugin, so page data would not be escaped. ` +
        "Install the package again, and do not compile or bundle these two files.",
    )
  }
}

export const onCreateWebpackConfig: GatsbyNode["onCreateWebpackConfig"] = (args, { errorPage }: Options) => {
  if (errorPage === undefined) return
  const file = findComponent(stateOf(args).program.directory, errorPage)
  args.actions.setWebpackConfig({ resolve: { alias: { [`${errorPageImport}$`]: file } } })
}

const extensions = [".tsx", ".ts", ".jsx", ".js", ".mjs"]

function findComponent(directory: string, path: string): string | undefined {
  const base = resolve(directory, path)
  return ["", ...extensions]
    .map((extension) => base + extension)
    .find((file) => extensions.includes(extname(file)) && existsSync(file) && statSync(file).isFile())
}

/** Returns the reason why a path is not the file of a component, for the error message. */
function reasonOf(path: string): string {
  if (!existsSync(path)) return "does not exist"
  return statSync(path).isDirectory() ? "is a folder" : "is not a file of JavaScript or TypeScript"
}

export const onPostBuild: GatsbyNode["onPostBuild"] = async (args, options: Options) => {
  const { contentSecurityPolicy = true, functionsOnce = false } = options
  const { program, pages, flattenedPlugins } = stateOf(args)
  const staticPages = await readStaticPages(
    join(program.directory, "public"),
    [...pages.values()].map(({ path }) => path),
  )
  const unescaped = staticPages.find(({ html }) => !isEscaped(html))
  if (unescaped) {
    args.reporter.panic(
      `${packageName}: the page data in ${unescaped.file} is not escaped, because the plugin's onPreRenderHTML did not run or was undone. ` +
        "In gatsby-ssr of the site and of its other plugins, replacePostBodyComponents must keep the components that getPostBodyComponents returns.",
    )
  }
  const policy = contentSecurityPolicy === true ? {} : contentSecurityPolicy
  await writeContentSecurityPolicy(program.directory, staticPages, policy)
  const plugins = flattenedPlugins.map(({ name }) => name)
  for (const warning of policyWarnings(staticPages, policy, plugins))
    args.reporter.warn(`${packageName}: ${warning}`)
  await acceptPathsInEngine(program.directory)
  if (functionsOnce) await loadFunctionsOnce(program.directory)
}

/** Reads the pages that have an HTML file. Server-rendered pages do not have one. */
function readStaticPages(folder: string, paths: readonly string[]): Promise<StaticPage[]> {
  const files = paths
    // The page "/404.html" is the file 404.html. The page "/data" is the file data/index.html with any trailingSlash.
    .map((path) => join(folder, path.endsWith(".html") ? path : join(path, "index.html")))
    .filter((file) => existsSync(file))
  return Promise.all(files.map(async (file) => ({ file, html: await readFile(file, "utf8") })))
}

/** Whether the HTML contains the page data in the plugin's block of JSON, not in Gatsby's own script. */
const isEscaped = (html: string) => html.includes(`id="${dataBlockId}"`) || !html.includes(`id="${loaderId}"`)

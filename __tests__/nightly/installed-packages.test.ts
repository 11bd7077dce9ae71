import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { codeBlock, repository } from "../support/documents/documents"
import { temporaryDirectory } from "../support/inputs/data-directory"
import {
  build,
  bytesIn,
  filesOf,
  hostCommand,
  installSite,
  packageNames,
  packPackages,
  read,
  withDevelop,
  withHost,
  writeFiles,
} from "../support/servers/installed-site"
import { minutes } from "../support/servers/running"
import { connectChromium } from "../support/servers/shared"

const readme = (name: string) => `packages/${name}/README.md`
const tarballs = packPackages(temporaryDirectory())

/** Runs a program of node_modules. @returns its output if it fails */
function outputOfFailure(program: string, ...args: string[]): string {
  const command = join(repository, "node_modules", ".bin", program)
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" })
  return status === 0 ? "" : stdout + stderr
}

test.each(packageNames)("%s has valid entries and types for every way of resolving them", (name) => {
  // Webpack gets only ES modules. A second copy of a module would create a second React context.
  const deliberate = ["--ignore-rules", "cjs-resolves-to-esm", "false-cjs"]
  expect(outputOfFailure("publint", "run", tarballs[name])).toBe("")
  const untyped = ["--exclude-entrypoints", "gatsby-node"]
  expect(outputOfFailure("attw", tarballs[name], ...deliberate, ...untyped)).toBe("")
})

/**
 * Files that the READMEs do not contain: a page with a query (which makes the host load Gatsby's query engine), a
 * function, and a 404 page.
 */
const ownFiles = {
  "src/pages/404.js": `import * as React from "react"
    export default () => <h1>Not found</h1>`,
  "src/pages/query.js": `import * as React from "react"
    import { graphql } from "gatsby"
    export default ({ data }) => <h1>Pages: {data.allSitePage.totalCount}</h1>
    export const getServerData = async () => ({ props: {} })
    export const query = graphql\`{ allSitePage { totalCount } }\``,
  "src/api/hello.js": "export default (req, res) => res.json({ hello: req.query.name })",
}

async function expectOwnPages(url: string): Promise<void> {
  expect(await read(`${url}/query/`)).toMatch(/<h1>Pages: (<!-- -->)?\d+<\/h1>/)
  expect(await read(`${url}/api/hello?name=you`)).toBe('{"hello":"you"}')
  expect(await read(`${url}/metrics`)).toContain("http_requests_total")
}

/**
 * Returns what a visitor's browser shows and requests. The page must not request `/api`, because the HTML contains the
 * data of its queries.
 */
async function expectPageWithoutRequests(url: string, text: string): Promise<void> {
  const browser = await connectChromium()
  const page = await browser.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on("console", (message) => {
    // In development, React 19 logs this message, because Gatsby's default configuration compiles JSX in the classic
    // way.
    const isGatsbys = message.text().includes("outdated JSX transform")
    if (!isGatsbys && ["error", "warning"].includes(message.type())) complaints.push(message.text())
  })
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("request", (request) => requests.push(new URL(request.url()).pathname))
  try {
    await page.goto(url, { waitUntil: "networkidle" })
    expect(await page.locator("h1").textContent()).toBe(text)
    expect(requests.filter((path) => path.startsWith("/api"))).toEqual([])
    expect(complaints).toEqual([])
  } finally {
    await browser.close()
  }
}

describe("a blank site in JavaScript", () => {
  const site = join(temporaryDirectory(), "site")
  mkdirSync(site)

  /** `gatsby-config.js` with the settings of several READMEs. */
  const writeConfig = (...configs: string[]) => {
    const files = configs.map((code, index) => [`config/${index}.js`, code])
    const merged = files.map(([file]) => `require("./${file}")`).join(", ")
    const config = `module.exports = Object.assign({}, ${merged})`
    writeFiles(site, { ...Object.fromEntries(files), "gatsby-config.js": config })
  }
  const adapterConfig = filesOf(readme("gatsby-adapter-node"), "Install")["gatsby-config.js"] ?? ""

  beforeAll(
    () =>
      installSite(site, {
        dependencies: {
          gatsby: "^5.16.0",
          react: "^19.0.0",
          "react-dom": "^19.0.0",
          "@reduxjs/toolkit": "^2.7.0",
          "react-redux": "^9.0.0",
          ...tarballs,
        },
        overrides: { react: "$react", "react-dom": "$react-dom" },
      }),
    minutes(5),
  )

  test(
    "has rendered queries after one line for the adapter, and the files of RTK Query",
    async () => {
      writeFiles(site, { ...ownFiles, ...filesOf(readme("gatsby-plugin-rtk-query"), "Install") })
      writeConfig(adapterConfig)
      await build(site)
      await withHost(site, [hostCommand(site)], async (url) => {
        expect(await read(`${url}/first/`)).toContain("<h1>Emma</h1>")
        await expectPageWithoutRequests(`${url}/first/`, "Emma")
        await expectOwnPages(url)
      })
    },
    minutes(5),
  )

  test(
    "has server data after one plugin entry and one page, also under gatsby develop",
    async () => {
      const files = filesOf(readme("gatsby-plugin-server-data"), "Install")
      const { "gatsby-config.js": pluginConfig = "", ...rest } = files
      writeFiles(site, rest)
      writeFiles(site, filesOf(readme("gatsby-plugin-rtk-query"), "Prefetching"))
      writeConfig(adapterConfig, pluginConfig)
      await withDevelop(site, async (url) => {
        await expectPageWithoutRequests(`${url}/hello/`, "Hello, Ada")
        await expectPageWithoutRequests(`${url}/books/7/`, "Emma")
      })
      rmSync(join(site, ".cache"), { recursive: true })
      rmSync(join(site, "public"), { recursive: true })
      writeConfig(codeBlock(readme("gatsby-adapter-node"), "js", "out:"), pluginConfig)
      await build(site)
      await withHost(site, [hostCommand(site)], expectReadmePages)
    },
    minutes(8),
  )

  test(
    "runs from the folder that `out` names, without the site",
    async () => {
      const elsewhere = temporaryDirectory()
      cpSync(join(site, "build"), join(elsewhere, "build"), { recursive: true })
      rmSync(site, { recursive: true })
      const megabytes = bytesIn(join(elsewhere, "build")) / 1e6
      process.stdout.write(`The folder of a site with all three packages has ${megabytes.toFixed(1)} MB.\n`)
      expect(megabytes).toBeLessThan(60)
      await withHost(elsewhere, ["build"], expectReadmePages)
    },
    minutes(2),
  )
})

/** The pages of all three READMEs. */
async function expectReadmePages(url: string): Promise<void> {
  const hello = await fetch(`${url}/hello/`)
  expect(await hello.text()).toMatch(/<h1>Hello, (<!-- -->)?Ada<\/h1>/)
  expect(hello.headers.get("content-security-policy")).toContain("script-src 'self' 'sha256-")
  expect(await read(`${url}/page-data/hello/page-data.json`)).toContain('"name":"Ada"')
  expect(await read(`${url}/books/7/`)).toContain("<h1>Emma</h1>")
  await expectPageWithoutRequests(`${url}/books/7/`, "Emma")
  const missing = await fetch(`${url}/books/9/`)
  expect(missing.status).toBe(404)
  expect(await missing.text()).toContain("There is no book 9.")
  await expectOwnPages(url)
}

describe("Gatsby's TypeScript starter", () => {
  const site = join(temporaryDirectory(), "site")
  const starter = join(repository, "__tests__", "starter-site")

  beforeAll(async () => {
    cpSync(starter, site, { recursive: true })
    const manifest = JSON.parse(readFileSync(join(starter, "package.json"), "utf8"))
    await installSite(site, { ...manifest, dependencies: { ...manifest.dependencies, ...tarballs } })
  }, minutes(5))

  test("accepts the types of the packages", () => {
    const compiler = join(site, "node_modules", "typescript", "bin", "tsc")
    const { stdout } = spawnSync(process.execPath, [compiler, "--noEmit"], { cwd: site, encoding: "utf8" })
    expect(stdout).toBe("")
  })

  test(
    "is built and served with React 18, and runs under gatsby develop",
    async () => {
      await build(site)
      await withHost(site, [hostCommand(site)], async (url) => {
        expect(await read(`${url}/books/7/`)).toContain("<h1>Emma</h1>")
        await expectPageWithoutRequests(`${url}/books/7/`, "Emma")
        expect(await read(`${url}/api/books/7`)).toBe('{"id":"7","title":"Emma"}')
        expect((await fetch(`${url}/books/9/`)).status).toBe(404)
      })
      await withDevelop(site, (url) => expectPageWithoutRequests(`${url}/books/7/`, "Emma"))
    },
    minutes(8),
  )
})

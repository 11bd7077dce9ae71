import { execFileSync, spawn } from "node:child_process"
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { npm } from "../../scripts/npm"
import { temporaryDirectory } from "../support/data-directory"
import { codeBlock, repository } from "../support/documents"
import {
  collect,
  freePort,
  gatsbyEnvironment,
  ownEnvironment,
  recordGroup,
  stopGroup,
} from "../support/processes"
import { minutes } from "../support/running"
import { untilReady } from "../support/servers"

const packageFolder = join(repository, "packages", "gatsby-adapter-node")

/** A Gatsby site in JavaScript with the packed adapter, configured as its README says. */
function blankSite(): string {
  const site = temporaryDirectory()
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(site, file)), { recursive: true })
    writeFileSync(join(site, file), text)
  }
  const [command = "", ...args] = npm
  execFileSync(command, [...args, "pack", packageFolder, "--pack-destination", site], { stdio: "ignore" })
  const installed = join(site, "node_modules", "gatsby-adapter-node")
  mkdirSync(installed, { recursive: true })
  const tar = ["xzf", join(site, "gatsby-adapter-node-0.1.0.tgz"), "--strip-components", "1", "-C", installed]
  execFileSync("tar", tar)
  for (const name of ["gatsby", "react", "react-dom"])
    symlinkSync(join(repository, "node_modules", name), join(site, "node_modules", name))
  write("package.json", JSON.stringify({ name: "blank", private: true, dependencies: { gatsby: "*" } }))
  write("gatsby-config.js", codeBlock("packages/gatsby-adapter-node/README.md", "js", "out:"))
  write(
    "src/pages/index.js",
    `import * as React from "react"
    export default ({ serverData }) => <h1>Hello {serverData.name}</h1>
    export const getServerData = async () => ({ props: { name: "visitor" } })`,
  )
  write(
    "src/pages/query.js",
    `import * as React from "react"
    import { graphql } from "gatsby"
    export default ({ data }) => <h1>Pages: {data.allSitePage.totalCount}</h1>
    export const getServerData = async () => ({ props: {} })
    export const query = graphql\`{ allSitePage { totalCount } }\``,
  )
  write("src/api/hello.js", "export default (req, res) => res.json({ hello: req.query.name })")
  return site
}

/** Starts the host as a user does, and requests a page, its data, a page with a query, a function and the metrics. */
async function expectServed(args: readonly string[], directory: string): Promise<void> {
  const port = await freePort()
  const child = spawn(process.execPath, args, {
    cwd: directory,
    detached: true,
    env: { ...ownEnvironment(), PORT: String(port), HOST: "127.0.0.1" } as NodeJS.ProcessEnv,
  })
  recordGroup(child)
  await untilReady(child, collect(child), "Listening at")
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
  expect(await get("/")).toMatch(/<h1>Hello (<!-- -->)?visitor<\/h1>/)
  expect(await get("/page-data/index/page-data.json")).toContain('"serverData":{"name":"visitor"}')
  expect(await get("/query/")).toMatch(/<h1>Pages: (<!-- -->)?\d+<\/h1>/)
  expect(await get("/api/hello?name=you")).toBe('{"hello":"you"}')
  expect(await get("/metrics")).toContain("http_requests_total")
  await stopGroup(child)
}

test(
  "the packed adapter serves a blank site in JavaScript, and its standalone folder without the site",
  async () => {
    const site = blankSite()
    const types = join(site, "node_modules", "gatsby-adapter-node", "types", "adapter.d.ts")
    expect(readFileSync(types, "utf8")).toContain("export default function nodeAdapter")
    const gatsby = join(site, "node_modules", "gatsby", "cli.js")
    execFileSync(process.execPath, [gatsby, "build"], {
      cwd: site,
      env: gatsbyEnvironment() as NodeJS.ProcessEnv,
      stdio: "ignore",
    })
    await expectServed([join(site, "node_modules", "gatsby-adapter-node", "dist", "main.js")], site)

    const elsewhere = temporaryDirectory()
    cpSync(join(site, "build"), join(elsewhere, "build"), { recursive: true })
    rmSync(site, { recursive: true })
    const megabytes = bytesIn(join(elsewhere, "build")) / 1e6
    process.stdout.write(`The folder of a blank site has ${megabytes.toFixed(1)} MB.\n`)
    expect(megabytes).toBeLessThan(60)
    await expectServed(["build"], elsewhere)
  },
  minutes(6),
)

const bytesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

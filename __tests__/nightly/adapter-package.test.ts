import { execFileSync, spawn } from "node:child_process"
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs"
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
  write("gatsby-config.js", codeBlock("packages/gatsby-adapter-node/README.md", "js"))
  write(
    "src/pages/index.js",
    `import * as React from "react"
    export default ({ serverData }) => <h1>Hello {serverData.name}</h1>
    export const getServerData = async () => ({ props: { name: "visitor" } })`,
  )
  write("src/api/hello.js", "export default (req, res) => res.json({ hello: req.query.name })")
  return site
}

test(
  "the packed adapter builds and serves a blank site in JavaScript",
  async () => {
    const site = blankSite()
    const gatsby = join(site, "node_modules", "gatsby", "cli.js")
    execFileSync(process.execPath, [gatsby, "build"], {
      cwd: site,
      env: gatsbyEnvironment() as NodeJS.ProcessEnv,
      stdio: "ignore",
    })
    const port = await freePort()
    const program = join(site, "node_modules", "gatsby-adapter-node", "dist", "main.js")
    const child = spawn(process.execPath, [program], {
      cwd: site,
      detached: true,
      env: { ...ownEnvironment(), PORT: String(port), HOST: "127.0.0.1" } as NodeJS.ProcessEnv,
    })
    recordGroup(child)
    await untilReady(child, collect(child), "Listening at")
    const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
    expect(await get("/")).toMatch(/<h1>Hello (<!-- -->)?visitor<\/h1>/)
    expect(await get("/page-data/index/page-data.json")).toContain('"serverData":{"name":"visitor"}')
    expect(await get("/api/hello?name=you")).toBe('{"hello":"you"}')
    await stopGroup(child)
  },
  minutes(6),
)

import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { mainTextOf } from "../support/browser/page-text"
import { workedSteps } from "../support/documents/worked-examples"
import { ownEnvironment } from "../support/servers/processes"
import { minutes, runSite } from "../support/servers/running"
import { sharedHost } from "../support/servers/shared"
import { buildDirectory, reachline, repository } from "../support/servers/sites"

const running = runSite(() => sharedHost(reachline))

/** Runs a program in the copy of the site with the examples. Returns the output if the program fails. */
function outputOfFailure(script: string, ...args: string[]): string {
  const program = join(repository, "node_modules", script)
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: buildDirectory(reachline),
    encoding: "utf8",
    env: ownEnvironment() as NodeJS.ProcessEnv,
  })
  return status === 0 ? "" : `${stdout}\n${stderr}`
}

test(
  "the examples pass the type check, lint and their own tests",
  () => {
    const files = [...new Set(workedSteps().map(({ file }) => file))]
    expect(files.length).toBeGreaterThan(8)
    expect(outputOfFailure("typescript/bin/tsc", "--noEmit")).toBe("")
    expect(outputOfFailure("@biomejs/biome/bin/biome", "check", "--vcs-enabled=false", ...files)).toBe("")
    const tests = files.filter((file) => file.endsWith(".test.ts"))
    expect(outputOfFailure("jest/bin/jest", "--selectProjects", "unit", "--testPathPatterns", ...tests)).toBe(
      "",
    )
  },
  minutes(3),
)

// biome-ignore lint/suspicious/noExplicitAny: the tests assert the shape
const jsonOf = async (path: string): Promise<any> => (await fetch(running.site.url + path)).json()

test("the page of the example has its figures in the HTML", async () => {
  const { items } = await jsonOf("/api/features?baseline=newly&sort=newest&audience=DE")
  const response = await fetch(`${running.site.url}/newest?audience=DE`)
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(response.headers.get("cache-control")).toContain("s-maxage=300")
  expect(html).toContain("Newest")
  expect(items.length).toBeGreaterThan(10)
  for (const { id, name } of items) {
    expect(html).toContain(`href="/features/${id}?audience=DE"`)
    if (/^[\w ]+$/.test(name)) expect(mainTextOf(html)).toContain(`${name} :`)
  }
})

test("the page contains its queries, and an invalid value is 400", async () => {
  const { result } = await jsonOf("/page-data/newest/page-data.json?audience=DE")
  const endpoints = Object.values(result.serverData.dehydratedState.api.queries).map(
    (query) => (query as { endpointName: string }).endpointName,
  )
  expect(endpoints.sort()).toEqual(["features", "groups"])
  expect((await fetch(`${running.site.url}/newest?of=some`)).status).toBe(400)
})

test("the page is in the menu", async () => {
  expect(await (await fetch(running.site.url)).text()).toMatch(/<a[^>]*href="\/newest"/)
})

test("the resource of the example is an endpoint with parameters and a description", async () => {
  const { items } = await jsonOf("/api/groups?min=20")
  expect(items.length).toBeGreaterThan(3)
  for (const { features } of items) expect(features).toBeGreaterThanOrEqual(20)
  expect((await jsonOf("/api/groups")).items.length).toBeGreaterThan(items.length)
  expect(await jsonOf("/api/groups?min=few")).toMatchObject({
    status: 400,
    errors: [{ parameter: "min" }],
  })
  expect((await jsonOf("/api/openapi.json")).paths["/api/groups"].get.operationId).toBe("groups")
})

test("the data of the resource's hook is in the page", async () => {
  const { items } = await jsonOf("/api/groups?min=20")
  const text = mainTextOf(await (await fetch(`${running.site.url}/newest`)).text())
  expect(text).toContain(`The largest groups: ${items.map(({ name }: { name: string }) => name).join(", ")}.`)
})

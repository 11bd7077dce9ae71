import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { readConfiguration } from "../../../src/server/configuration"
import { temporaryDirectory } from "../../support/data-directory"
import { quoted, readDocument, tableRows } from "../../support/documents"

const unit = readDocument("deploy/reachline.service")
const valuesOf = (key: string) =>
  Array.from(unit.matchAll(new RegExp(`^${key}=(.*)$`, "gm")), ([, it = ""]) => it)
const environment: Record<string, string> = Object.fromEntries(
  valuesOf("Environment").flatMap((line) => line.split(" ").map((pair) => pair.split(/=(.*)/s).slice(0, 2))),
)

test("what the service sets of the environment is in the README, and can be", () => {
  const named = tableRows("README.md", "## Configuration").flatMap(([cell]) => quoted(cell))
  const { NODE_ENV, NODE_OPTIONS, ...own } = environment
  expect(Object.keys(own).length).toBeGreaterThan(4)
  expect(Object.keys(own).filter((name) => !named.includes(name))).toEqual([])
  expect(NODE_ENV).toBe("production")
  expect(readDocument("docs/hosting.md")).toContain(`\`NODE_OPTIONS=${NODE_OPTIONS}\``)
  expect(readConfiguration(own)).toMatchObject({ port: Number(own.PORT), trustProxy: ["loopback"] })
})

test("its data are in a directory that systemd makes for it, and nothing else may be written", () => {
  const [state] = valuesOf("StateDirectory")
  expect(environment.DATA_DIR).toBe(`/var/lib/${state}`)
  expect(valuesOf("ProtectSystem")).toEqual(["strict"])
  // One that is not there would end the start.
  expect(valuesOf("ReadWritePaths")).toEqual([])
  expect(readDocument("docs/hosting.md")).toContain(environment.DATA_DIR)
})

test("it serves the site in the directory that the documents name, longer than the host takes to stop", () => {
  const [directory = ""] = valuesOf("WorkingDirectory")
  expect(readDocument("docs/hosting.md")).toContain(`\`${directory}\``)
  expect(valuesOf("ExecStart")).toEqual(["/usr/bin/node .cache/host/main.js"])
  expect(Number(valuesOf("TimeoutStopSec")[0])).toBeGreaterThan(10 + 1.5)
})

test("systemd, where it is here, finds nothing wrong with it", () => {
  if (spawnSync("systemd-analyze", ["--version"]).error) return
  // Its own Node may be elsewhere on this machine.
  const copy = join(temporaryDirectory(), "reachline.service")
  writeFileSync(copy, unit.replace("/usr/bin/node", process.execPath))
  const { stderr } = spawnSync("systemd-analyze", ["verify", copy], { encoding: "utf8" })
  expect(stderr.split("\n").filter((line) => line.includes("reachline.service"))).toEqual([])
})

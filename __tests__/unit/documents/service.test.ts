import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { readConfiguration } from "#packages/gatsby-adapter-node/src/configuration"
import { readDocument } from "../../support/documents/documents"
import { temporaryDirectory } from "../../support/inputs/data-directory"

const unit = readDocument("deploy/reachline.service")
const settingOf = (key: string) => new RegExp(`^${key}=(.*)$`, "m").exec(unit)?.[1] ?? ""

test("the host accepts the environment of the systemd unit, and has time to stop", () => {
  const environment: Record<string, string> = Object.fromEntries(
    [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line = ""]) =>
      line.split(" ").map((pair) => pair.split(/=(.*)/s)),
    ),
  )
  expect(readConfiguration(environment)).toMatchObject({
    port: Number(environment.PORT),
    trustProxy: ["loopback"],
  })
  expect(environment.DATA_DIR).toBe(`/var/lib/${settingOf("StateDirectory")}`)
  expect(Number(settingOf("TimeoutStopSec"))).toBeGreaterThan(10 + 1.5)
})

test("systemd accepts the unit, if systemd is installed", () => {
  if (spawnSync("systemd-analyze", ["--version"]).error) return
  const copy = join(temporaryDirectory(), "reachline.service")
  writeFileSync(copy, unit.replace("/usr/bin/node", process.execPath))
  const { stderr } = spawnSync("systemd-analyze", ["verify", copy], { encoding: "utf8" })
  expect(stderr.split("\n").filter((line) => line.includes("reachline.service"))).toEqual([])
})

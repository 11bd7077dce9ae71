import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { readOnly } from "#tests/support/inputs/read-only"
import { sendRequest } from "#tests/support/servers/cached-origin"
import { minutes } from "#tests/support/servers/running"
import { startHost } from "#tests/support/servers/servers"
import { buildDirectory, fixture } from "#tests/support/servers/sites"

const repository = resolve(__dirname, "..", "..", "..", "..")
const under = readOnly(repository)

test(
  "serves all kinds of pages on a read-only file system, and removes its temporary files",
  async () => {
    // Some systems do not allow a read-only file system.
    if (!under) return console.warn("Skipped: this system cannot create a read-only file system.")
    const directory = buildDirectory(fixture)
    const temporary = mkdtempSync(join(tmpdir(), "read-only-"))
    spawnSync("chmod", ["777", temporary])
    const host = await startHost(directory, { TMPDIR: temporary, LOG_LEVEL: "error" }, under)
    const write = spawnSync(under[0] as string, [
      ...under.slice(1),
      "touch",
      join(directory, ".cache", "data", "datastore", "lock.mdb"),
    ])
    expect(write.status).not.toBe(0)
    for (const [path, text] of [
      ["/blog/plain", "The page plain"],
      ["/blog/files/a", "files"],
      ["/blog/deferred", "Not ours"],
      ["/blog/page-data/deferred/page-data.json", "Not ours"],
      ["/blog/api/request", "GET"],
    ] as const) {
      const response = await sendRequest(host.url + path, {})
      expect([path, response.status < 300, response.text.includes(text)]).toEqual([path, true, true])
    }
    const ended = new Promise((done) => host.process.once("exit", done))
    host.process.kill("SIGTERM")
    expect(await ended).toBe(0)
    expect(readdirSync(temporary)).toEqual([])
    expect(host.output()).not.toMatch(/EROFS|EACCES/)
  },
  minutes(5),
)

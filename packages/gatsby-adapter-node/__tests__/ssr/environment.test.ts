import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { quoted, tableRows } from "#tests/support/documents/documents"
import { temporaryDirectory } from "#tests/support/inputs/data-directory"

const invalid: Record<string, [value: string, message: RegExp | string]> = {
  PORT: ["http", "PORT must be a whole number from 1 to 65535, not “http”."],
  HOST: ["192.0.2.1", /^Cannot listen on 192\.0\.2\.1:9000 \(EADDRNOTAVAIL\)\./],
  SITE_URL: ["reachline", "SITE_URL must be an origin such as https://reachline.example, not “reachline”."],
  DATA_DIR: [__filename, `DATA_DIR must be a directory, but ${__filename} is not one.`],
  DATABASE_URL: ["mysql://x", /^DATABASE_URL must be the URL of a PostgreSQL database, such as /],
  WEB_CONCURRENCY: ["0", "WEB_CONCURRENCY must be a whole number from 1 to 64, not “0”."],
  CACHE_MAX_MB: ["-1", "CACHE_MAX_MB must be a whole number from 0 to 65536, not “-1”."],
  ADMIN_PORT: ["9000", "ADMIN_PORT must differ from PORT (9000)."],
  TRUST_PROXY: ["10.0.0.0/99", /^TRUST_PROXY must be true, false, or addresses .*, not “10\.0\.0\.0\/99”\.$/],
  LOG_LEVEL: ["loud", /^LOG_LEVEL must be one of fatal, .*, not “loud”\.$/],
  WEBSTATUS_URL: ["nonsense", /^WEBSTATUS_URL must be the URL .* or “off”, not “nonsense”\.$/],
}
const variables = Object.entries(invalid).map(([name, [value, message]]) => [name, value, message] as const)

/** Runs `npm start` and returns its exit status and error message. A build would print “building” and exit with 3. */
function refusal(env: Record<string, string>) {
  const noBuild = join(temporaryDirectory(), "no-build.js")
  writeFileSync(
    noBuild,
    'require("node:child_process").spawnSync = () => { console.error("building"); process.exit(3) }',
  )
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--require", noBuild, resolve("scripts", "start.js")],
    {
      // Relative paths must not depend on the working directory of the caller.
      cwd: "/",
      env: { PATH: process.env.PATH, ...env },
      encoding: "utf8",
      timeout: 20_000,
    },
  )
  return { status, message: stderr.trim() }
}

test("tests an invalid value of each variable in the README", () => {
  const named = tableRows("README.md", "## Configuration").flatMap(([cell]) => quoted(cell))
  expect(Object.keys(invalid).sort()).toEqual(named.sort())
})

test.each(variables)("npm start with %s=%s ends with a message before it builds", (name, value, message) => {
  const refused = refusal({ [name]: value })
  expect(refused.message).toMatch(message)
  expect(refused).toEqual({ status: 1, message: expect.not.stringContaining("\n") })
})

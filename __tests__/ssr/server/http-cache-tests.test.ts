import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { cachingProxy } from "../../support/caching-proxy"
import { minutes } from "../../support/fixture"
import { collect, freePort } from "../../support/site"

type Kind = "required" | "optimal" | "check"
type CacheTest = { id: string; kind?: Kind; depends_on?: string[]; browser_only?: true; cdn_only?: true }
type Results = Record<string, true | [kind: string, message: string]>

const suite = dirname(require.resolve("http-cache-tests/package.json"))

/** Required tests that this cache does not pass, and why that is right. */
const explained: Record<string, string> = {
  "headers-store-Content-Length": "the suite sends a wrong Content-Length, which Node's client refuses: 502",
  "304-etag-update-response-Content-Length": "the same",
  "headers-store-Set-Cookie": "a response that sets a cookie is never stored, on purpose",
  "304-etag-update-response-Set-Cookie": "the same",
  "age-parse-prefix": "“Age: 0,7200” is stale, as its name asks; what it checks is the contrary",
}

const run = (args: string[], env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, ["--no-warnings", ...args], {
    cwd: suite,
    env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  })

async function outputOf(args: string[], env: Record<string, string> = {}): Promise<string> {
  const child = run(args, env)
  const output = collect(child)
  await new Promise((done) => child.once("close", done))
  return output()
}

async function runSuite(): Promise<Results> {
  const port = await freePort()
  const origin = run([join("server", "server.mjs")], {
    npm_config_protocol: "http",
    npm_config_port: String(port),
    npm_config_pidfile: join(mkdtempSync(join(tmpdir(), "cache-tests-")), "pid"),
  })
  await new Promise((ready) => origin.stdout?.once("data", ready))
  const proxy = await cachingProxy({ host: "localhost", port })
  try {
    const settings = { npm_config_base: proxy.url, npm_config_id: "", npm_package_config_id: "" }
    return JSON.parse(await outputOf(["cli.mjs"], settings))
  } finally {
    origin.kill("SIGKILL")
    await proxy.close()
  }
}

async function listTests(): Promise<CacheTest[]> {
  const print =
    "import tests from './tests/index.mjs'; console.log(JSON.stringify(tests.flatMap(({ tests }) => tests)))"
  return JSON.parse(await outputOf(["--input-type=module", "--eval", print]))
}

test(
  "the public suite for HTTP caches: what a shared cache must do, this one does",
  async () => {
    const [results, tests] = await Promise.all([runSuite(), listTests()])
    const known = new Map(tests.map((it) => [it.id, it]))
    // The suite counts a test for nothing where one that it builds on has another outcome than it expects.
    const counts = ({ depends_on = [] }: CacheTest): boolean =>
      depends_on.every((id) => results[id] === true && counts(known.get(id) as CacheTest))
    const forProxies = tests.filter((it) => !it.browser_only && !it.cdn_only)
    const lines = (["required", "optimal", "check"] as const).map((kind) => {
      const ofKind = forProxies.filter((it) => (it.kind ?? "required") === kind)
      const passed = ofKind.filter(({ id }) => results[id] === true)
      const failed = ofKind.filter((it) => results[it.id] !== true && counts(it))
      return { kind, passed: passed.length, failed: failed.map(({ id }) => id), all: ofKind.length }
    })
    for (const { kind, passed, failed, all } of lines)
      process.stdout.write(`  http-cache-tests, ${kind}: ${passed} of ${all}; not ${failed.join(", ")}\n`)
    const [required, optimal] = lines
    expect(required?.failed.filter((id) => !(id in explained))).toEqual([])
    expect(required?.passed).toBeGreaterThanOrEqual(140)
    expect(optimal?.passed).toBeGreaterThanOrEqual(55)
  },
  minutes(2),
)

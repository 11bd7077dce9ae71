import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { noteOf, requiredNotes } from "../support/documents/cache-suite-notes"
import { cachingProxy } from "../support/servers/caching-proxy"
import { collect, freePort } from "../support/servers/processes"
import { minutes } from "../support/servers/running"

type Kind = "required" | "optimal" | "check"
type CacheTest = { id: string; kind?: Kind; browser_only?: true; cdn_only?: true }
type Results = Record<string, true | [kind: string, message: string]>

const suite = dirname(require.resolve("http-cache-tests/package.json"))

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

function groupBy(ids: readonly string[], note: (id: string) => string | undefined) {
  const groups = new Map<string | undefined, string[]>()
  for (const id of ids) groups.set(note(id), [...(groups.get(note(id)) ?? []), id])
  return groups
}

test(
  "the public suite for HTTP caches: what a shared cache must do, this one does",
  async () => {
    const [results, tests] = await Promise.all([runSuite(), listTests()])
    const forProxies = tests.filter((it) => !it.browser_only && !it.cdn_only)
    const unexplained: string[] = []
    const [required, optimal] = (["required", "optimal", "check"] as const).map((kind) => {
      const ofKind = forProxies.filter((it) => (it.kind ?? "required") === kind)
      const failed = ofKind.filter(({ id }) => results[id] !== true).map(({ id }) => id)
      const passed = ofKind.length - failed.length
      const byNote = groupBy(failed, (id) => (kind === "required" ? requiredNotes[id] : noteOf(id)))
      process.stdout.write(`  http-cache-tests, ${kind}: ${passed} of ${ofKind.length}\n`)
      for (const [note, ids] of byNote) process.stdout.write(`    not ${ids.join(", ")}: ${note}\n`)
      unexplained.push(...(byNote.get(undefined) ?? []))
      return { passed, failed }
    })
    expect(unexplained).toEqual([])
    expect(required?.failed.sort()).toEqual(Object.keys(requiredNotes))
    expect(optimal?.passed).toBeGreaterThanOrEqual(60)
  },
  minutes(2),
)

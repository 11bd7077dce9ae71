import { bareSite } from "#tests/support/servers/bare-site"
import { createHost } from "../../src/host"

const loads = globalThis as { functionLoads?: number }

test("loads functions before the host is ready; one that fails to load does not prevent the start", async () => {
  const lines: string[] = []
  const host = await createHost({
    site: bareSite({
      works: `
        globalThis.functionLoads = (globalThis.functionLoads ?? 0) + 1
        exports.default = (_, res) => res.send("works")`,
      breaks: 'throw new Error("broken module")',
    }),
    cacheBytes: 0,
    logLevel: "warn",
    logStream: { write: (line) => lines.push(line) },
  })
  expect(loads.functionLoads).toBe(1)
  expect(lines.join()).toContain("breaks.js could not be loaded")
  const url = await host.listen({ port: 0, host: "127.0.0.1" })
  expect(await (await fetch(`${url}/api/works`)).text()).toBe("works")
  expect((await fetch(`${url}/api/breaks`)).status).toBe(500)
  expect(loads.functionLoads).toBe(1)
  await host.close()
})

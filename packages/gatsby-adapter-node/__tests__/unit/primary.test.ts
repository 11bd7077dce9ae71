import cluster from "node:cluster"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { readConfiguration } from "../../src/configuration"
import { runPrimary } from "../../src/primary"

test("starts no worker if the admin port is in use", async () => {
  const other = createServer().listen(0, "localhost")
  await once(other, "listening")
  const { port } = other.address() as AddressInfo
  const fork = jest.spyOn(cluster, "fork").mockImplementation(() => {
    throw new Error("started a worker")
  })
  const errors: string[] = []
  jest.spyOn(console, "error").mockImplementation((text) => errors.push(text))
  const exited = new Promise((resolve) => {
    jest.spyOn(process, "exit").mockImplementation(((code: number) => resolve(code)) as never)
  })
  runPrimary("main.js", ".", readConfiguration({ ADMIN_PORT: String(port) }))
  expect(await exited).toBe(1)
  expect(errors).toEqual([`ADMIN_PORT: cannot listen on localhost:${port} (EADDRINUSE). Set another port.`])
  expect(fork).not.toHaveBeenCalled()
  jest.restoreAllMocks()
  other.close()
})

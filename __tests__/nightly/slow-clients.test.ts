import { sendRaw, statusesOf } from "../support/servers/raw-socket"
import { sharedHost } from "../support/servers/shared"
import { fixture } from "../support/servers/sites"

test("a client that never ends its headers receives 408, and the host closes its connection", async () => {
  const started = performance.now()
  const parts = ["GET /blog/note.txt HTTP/1.1\r\nHost: a\r\n", ...Array(80).fill("X: y\r\n")]
  const port = Number(new URL(sharedHost(fixture).url).port)
  const response = await sendRaw(port, parts, { pauseMs: 500 })
  const durationMs = performance.now() - started
  expect(statusesOf(response)).toEqual([408])
  // The limit is 15 s, and Node checks it every 5 s.
  expect(durationMs).toBeGreaterThan(14_000)
  expect(durationMs).toBeLessThan(28_000)
}, 60_000)

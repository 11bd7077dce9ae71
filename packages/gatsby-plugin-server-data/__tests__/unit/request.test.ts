import { visit } from "#tests/support/inputs/contexts"
import { createServerData, type LogEntry, notFound } from "../../src"

const log: LogEntry[] = []
const events: string[] = []
beforeEach(() => {
  log.length = 0
  events.length = 0
})

class Missing extends Error {}

const failures = {
  "at once": () => {
    throw new Error("no disk")
  },
  later: async () => {
    await new Promise(setImmediate)
    throw new Error("no disk")
  },
}

const serverData = createServerData({
  log: (entry) => log.push(entry),
  toHttpError: (error) => (error instanceof Missing ? notFound({ detail: error.message }) : undefined),
  extend: ({ url, headers }) => ({
    context: {
      prefetch: async (name: string) => {
        events.push(`prefetch ${name}`)
        await new Promise((done) => setTimeout(done, 20))
        return headers.get("accept-language")
      },
    },
    props: () => ({ state: url.pathname }),
    dispose: () => events.push("disposed"),
  }),
})

describe("what the site adds to a request", () => {
  test("load receives its functions, the page its props, and dispose is called", async () => {
    const { props, headers } = await serverData(
      visit("/a", { headers: new Map([["accept-language", "de"]]) }),
      {
        load: async ({ prefetch }) => ({ language: await prefetch("x") }),
      },
    )
    expect(props).toEqual({ language: "de", state: "/a", query: {} })
    expect(events).toEqual(["prefetch x", "disposed"])
    // If a function of the site reads a header, Vary contains this header, as if load had read it.
    expect(headers.vary).toBe("Accept-Language")
  })

  test("Server-Timing reports load and each function, overlapping or not", async () => {
    const { headers } = await serverData(visit("/"), {
      load: async ({ prefetch }) => {
        await Promise.all([prefetch("x"), prefetch("y")])
        return {}
      },
    })
    const times = /^prefetch;dur=([\d.]+), load;dur=([\d.]+)$/.exec(String(headers["server-timing"])) ?? []
    expect(Number(times[1])).toBeGreaterThan(15)
    expect(Number(times[1])).toBeLessThanOrEqual(Number(times[2]) + 0.1)
  })

  test("Server-Timing replaces characters that a header cannot contain", async () => {
    const { headers } = await serverData(visit("/"), {
      async load({ measure }) {
        await Promise.all([measure("käse\n", async () => {}), measure("", async () => {})])
        return {}
      },
    })
    expect(headers["server-timing"]).toMatch(/^k_se_;dur=[\d.]+, _;dur=[\d.]+, load;dur=[\d.]+$/)
  })

  test("a function's own functions are measured too, and throw after the timeout", async () => {
    const later = jest.fn(async () => "later")
    const twofold = createServerData({
      log: () => undefined,
      extend: () => ({ context: { ask: Object.assign(async () => "now", { later }) } }),
    })
    const { headers, props } = await twofold(visit("/"), {
      load: async ({ ask }) => ({ answers: [await ask(), await ask.later()] }),
    })
    expect(props).toMatchObject({ answers: ["now", "later"] })
    const names = String(headers["server-timing"]).match(/[\w.]+(?=;)/g)
    expect(names).toEqual(["ask", "ask.later", "load"])
    const after = new Promise((settled) => {
      void twofold(visit("/"), {
        timeoutMs: 5,
        load: ({ signal, ask }) =>
          new Promise((_, reject) => {
            signal.addEventListener("abort", () => {
              settled(Promise.resolve().then(() => ask.later()))
              reject(signal.reason)
            })
          }),
      })
    })
    await expect(after).rejects.toMatchObject({ name: "TimeoutError" })
    expect(later).toHaveBeenCalledTimes(1)
  })

  test.each([new Missing("gone"), new Error("broken")])("dispose is called after %s", async (error) => {
    await serverData(visit("/"), {
      load: () => {
        throw error
      },
    })
    expect(events).toEqual(["disposed"])
  })

  describe("an error in dispose", () => {
    const headers = new Map([["x-request-id", "host-1234"]])

    test.each(Object.entries(failures))(
      "%s is logged with the request ID and does not change the response",
      async (_, dispose) => {
        const site = createServerData({ log: (entry) => log.push(entry), extend: () => ({ dispose }) })
        expect((await site(visit("/", { headers }), { load: () => ({}) })).status).toBe(200)
        await new Promise((done) => setTimeout(done, 5))
        expect(log).toMatchObject([{ id: "host-1234", error: { message: "no disk" } }])
      },
    )

    test("does not change the response either if the log fails, also after the timeout", async () => {
      const stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true)
      const site = createServerData({
        log: failures["at once"],
        extend: () => ({ dispose: failures["at once"] }),
      })
      expect((await site(visit("/"), { load: () => ({}) })).status).toBe(200)
      const never = () => new Promise<object>(() => {})
      expect((await site(visit("/"), { timeoutMs: 5, load: never })).status).toBe(503)
      expect(stderr.mock.calls.join()).toContain("no disk")
      stderr.mockRestore()
    })
  })
})

describe("the timeout", () => {
  test("aborts the signal, returns 503, calls dispose, and lets nothing start afterwards", async () => {
    let late: unknown
    const { status, headers, props } = await serverData(visit("/slow"), {
      timeoutMs: 20,
      load: ({ signal, prefetch }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            events.push("aborted")
            try {
              void prefetch("late")
            } catch (error) {
              late = error
            }
            reject(signal.reason)
          })
        }),
    })
    expect([status, headers["retry-after"], headers["cache-control"]]).toEqual([503, "5", "no-store"])
    expect(events.sort()).toEqual(["aborted", "disposed"])
    expect(late).toMatchObject({ name: "TimeoutError" })
    expect(log).toMatchObject([{ error: expect.objectContaining({ message: "No response within 20 ms." }) }])
    expect(props).toMatchObject({ error: { requestId: log[0]?.id, retryAfter: 5 } })
  })

  describe("a load that ignores the signal", () => {
    const endLate = async (error: unknown) => {
      let end: (error: unknown) => void = () => {}
      const load = () => new Promise<object>((_, reject) => (end = reject))
      expect((await serverData(visit("/late"), { timeoutMs: 5, load })).status).toBe(503)
      end(error)
      await new Promise(setImmediate)
    }

    test("does not delay the response, and its later error is logged with the same ID", async () => {
      await endLate(new Error("the cause"))
      expect(log).toMatchObject([
        { error: expect.objectContaining({ message: "No response within 5 ms." }) },
        { id: log[0]?.id, url: "/late", error: { message: "the cause" } },
      ])
    })

    test.each([
      new Missing("of the site"),
      notFound({ detail: "No." }),
      new DOMException("The operation was aborted.", "AbortError"),
    ])("logs nothing for an expected error: %s", async (error) => {
      await endLate(error)
      expect(log).toHaveLength(1)
    })
  })
})

describe("errors", () => {
  const failing = (error: unknown, site = serverData, headers: [string, string][] = []) =>
    site(visit("/a", { headers: new Map(headers) }), {
      load: () => {
        throw error
      },
    })

  test("the request ID is the host's if it looks like one", async () => {
    await failing(new Error("x"), serverData, [["x-request-id", "host-1234.abc"]])
    await failing(new Error("x"), serverData, [["x-request-id", "<script>"]])
    expect(log[0]?.id).toBe("host-1234.abc")
    expect(log[1]?.id).toMatch(/^[\da-f-]{36}$/)
  })

  test.each([undefined, null, "text", 404, { status: 404 }])("throwing %p is a 500", async (thrown) => {
    expect((await failing(thrown)).status).toBe(500)
    expect(log).toHaveLength(1)
  })

  describe("if the log fails, stderr has the error and the log's own error:", () => {
    let stderr = jest.spyOn(process.stderr, "write")
    beforeEach(() => {
      stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true)
    })
    afterEach(() => stderr.mockRestore())

    test.each(Object.entries(failures))("%s", async (_, write) => {
      const { props } = await failing(new Error("the cause"), createServerData({ log: write }), [
        ["x-request-id", "host-1234"],
      ])
      await new Promise((done) => setTimeout(done, 5))
      expect(props).toMatchObject({ error: { status: 500, requestId: "host-1234" } })
      expect(stderr.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
        { id: "host-1234", url: "/a", error: { message: "the cause" } },
        { id: "host-1234", url: "/a", error: { message: "no disk" } },
      ])
    })

    test("also for values without a text", async () => {
      const write = () => {
        throw Object.create(null)
      }
      const nameless = Object.assign(new Error("named"), { name: Object.create(null) })
      expect((await failing(nameless, createServerData({ log: write }))).status).toBe(500)
      await new Promise(setImmediate)
      expect(stderr.mock.calls.map(([line]) => JSON.parse(String(line)).error)).toEqual([
        { message: "The thrown value has no text." },
        { message: "The thrown value has no text." },
      ])
    })
  })

  test("an async toHttpError is an error, and its rejection does not end the process", async () => {
    const promising = createServerData({
      log: (entry) => log.push(entry),
      toHttpError: (async () => {
        throw new Error("second")
      }) as unknown as () => undefined,
    })
    expect((await failing(new Error("first"), promising)).status).toBe(500)
    await new Promise(setImmediate)
    expect(log.map(({ error }) => String(error))).toEqual([
      "Error: first",
      "TypeError: toHttpError must return notFound(…), badRequest(…), … or undefined.",
    ])
  })

  test("without a log, an error is one line of JSON on stderr", async () => {
    const stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true)
    await failing(new TypeError("broken\nin two lines"), createServerData())
    const [[line = ""] = []] = stderr.mock.calls
    stderr.mockRestore()
    expect(String(line).trimEnd()).not.toContain("\n")
    expect(JSON.parse(String(line))).toMatchObject({
      level: "error",
      url: "/a",
      error: { name: "TypeError" },
    })
  })
})

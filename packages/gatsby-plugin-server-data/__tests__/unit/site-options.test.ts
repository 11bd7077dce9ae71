import { visit } from "#tests/support/inputs/contexts"
import { createEndpoint, createServerData, type LogEntry, notFound, type SiteOptions } from "../../src"

const log: LogEntry[] = []
beforeEach(() => {
  log.length = 0
})
const logged = () => log.map(({ error }) => String(error))
const invalid = (options: unknown) => options as SiteOptions

describe("an invalid option of the site throws at the call", () => {
  test.each([
    [{ log: 1 }, "log must be a function, not number."],
    [{ toHttpError: {} }, "toHttpError must be a function, not Object."],
    [{ messages: 3 }, "messages must be a function or a plain object of texts by code, not number."],
    [{ messages: null }, "not null."],
    [{ messages: { internal: 3 } }, 'a text or { title, detail } for the code "internal".'],
    [{ messages: { internal: { title: 3 } } }, 'a text or { title, detail } for the code "internal".'],
    [{ messages: { internal: ["x"] } }, 'a text or { title, detail } for the code "internal".'],
    [{ securityHeaders: "x" }, "securityHeaders must be a plain object of texts by header name, not string."],
    [{ securityHeaders: new Headers() }, "not Headers."],
    [{ securityHeaders: { "X-A": undefined } }, "the value of X-A must be a text, not undefined."],
    [{ securityHeaders: { "X-A": 1 } }, "the value of X-A must be a text, not number."],
    [{ origin: 7 }, "origin must be a URL without a path"],
    ["https://site.example", "The options must be an object, not string."],
    [null, "The options must be an object, not null."],
  ])("%j", (options, message) => {
    for (const create of [createServerData, createEndpoint]) {
      expect(() => create(invalid(options))).toThrow(message)
    }
  })

  test("extend, of pages", () => {
    expect(() => createServerData({ extend: 3 as never })).toThrow("extend must be a function, not number.")
  })

  test("valid options are accepted", () => {
    const options = {
      log: () => undefined,
      toHttpError: () => undefined,
      messages: { internal: "A", timeout: { title: "B" }, gone: {} },
      securityHeaders: { "X-A": "", "X-B": "1" },
      origin: "https://site.example",
    }
    expect(() => [
      createServerData({ ...options, extend: () => ({}) }),
      createEndpoint(options),
    ]).not.toThrow()
  })
})

describe("an invalid result of messages is logged, and the text is the package's", () => {
  const rejecting = async () => {
    throw new Error("no dictionary")
  }
  test.each<[string, () => unknown, string]>([
    ["null", () => null, "messages must return a plain object of texts by code, not null."],
    ["undefined", () => undefined, "not undefined."],
    ["a text", () => "Nein", "not string."],
    ["an array", () => ["Nein"], "not Array."],
    ["a promise", async () => ({}), "not Promise."],
    ["a promise that rejects", rejecting, "not Promise."],
    ["a number as a text", () => ({ "not-found": 3 }), 'for the code "not-found".'],
  ])("%s", async (_, messages, message) => {
    const serverData = createServerData(invalid({ messages, log: (entry: LogEntry) => log.push(entry) }))
    const { status, props } = await serverData(visit("/a"), {
      load() {
        throw notFound("No.")
      },
    })
    await new Promise(setImmediate)
    expect(status).toBe(404)
    expect(props).toMatchObject({ error: { title: "Not Found", detail: "No." } })
    expect(logged()).toEqual([expect.stringContaining(message)])
  })
})

describe("an invalid result of extend is a 500 that the log explains", () => {
  const rejecting = async () => {
    throw new Error("no store")
  }
  test.each<[string, () => unknown, string]>([
    ["a promise", async () => ({ context: {} }), "not Promise. It cannot be async"],
    ["a promise that rejects", rejecting, "not Promise. It cannot be async"],
    ["null", () => null, "extend must return an object { context, props, dispose }, not null."],
    ["a text", () => "x", "not string."],
    [
      "a context that is not an object",
      () => ({ context: 3 }),
      "a context that is not an object, but number.",
    ],
    [
      "props that are not a function",
      () => ({ props: { a: 1 } }),
      "props that is not a function, but Object.",
    ],
    ["dispose that is not a function", () => ({ dispose: 1 }), "dispose that is not a function, but number."],
    ["props that return a text", () => ({ props: () => "ab" }), "must return a plain object, not string."],
  ])("%s", async (_, extend, message) => {
    const options = { extend, log: (entry: LogEntry) => log.push(entry) }
    const { status } = await createServerData(invalid(options))(visit("/a"), { load: () => ({}) })
    await new Promise(setImmediate)
    expect(status).toBe(500)
    expect(logged()).toEqual([expect.stringContaining(message)])
  })

  test.each([undefined, {}, { props: () => undefined }])("%p adds nothing", async (extension) => {
    const site = createServerData(invalid({ extend: () => extension }))
    expect((await site(visit("/a"), { load: () => ({}) })).status).toBe(200)
  })
})

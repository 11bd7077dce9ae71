import * as v from "valibot"
import { visit } from "#tests/support/inputs/contexts"
import {
  createServerData,
  type ErrorProps,
  type HttpErrorData,
  type Messages,
  notFound,
  unavailable,
} from "../../src"

const german: Messages = {
  internal: { title: "Interner Fehler", detail: "Ein Fehler ist aufgetreten. Anfrage {requestId}" },
  timeout: "Der Server braucht zu lange.",
  unavailable: "Zurzeit nicht erreichbar.",
  "not-found": { title: "Nicht gefunden", detail: "Diese Seite gibt es nicht." },
  "method-not-allowed": "{method} geht nicht, nur {allowed}. {unknown}",
  "repeated-parameter": "Nur ein Wert.",
}

const query = v.object({
  q: v.optional(v.string()),
  min: v.optional(v.pipe(v.string(), v.maxLength(2, "Two digits."))),
})
const throwing = (error: unknown) => () => {
  throw error
}

async function errorOf(
  load: () => object | Promise<object>,
  { url = "/a", method = "GET" } = {},
): Promise<HttpErrorData> {
  const serverData = createServerData({ messages: german, log: () => undefined })
  const { props } = await serverData(visit(url, { method }), { query, load, timeoutMs: 20 })
  return (props as ErrorProps).error
}

describe("texts of a site", () => {
  beforeEach(() => jest.replaceProperty(process.env, "NODE_ENV", "production"))
  afterEach(() => jest.restoreAllMocks())

  test("replace the package's own by code, with the values of the error", async () => {
    const internal = await errorOf(throwing(new Error("secret")))
    expect(internal).toMatchObject({ status: 500, code: "internal", title: "Interner Fehler" })
    expect(internal.detail).toBe(`Ein Fehler ist aufgetreten. Anfrage ${internal.requestId}`)
    expect(await errorOf(() => new Promise(() => {}))).toMatchObject({
      code: "timeout",
      title: "Service Unavailable",
      detail: "Der Server braucht zu lange.",
    })
    expect((await errorOf(throwing(unavailable(5)))).detail).toBe("Zurzeit nicht erreichbar.")
    expect((await errorOf(throwing(notFound()))).detail).toBe("Diese Seite gibt es nicht.")
    expect((await errorOf(() => ({}), { method: "POST" })).detail).toBe(
      "POST geht nicht, nur GET, HEAD. {unknown}",
    )
  })

  test("do not replace a detail that the site itself has written", async () => {
    expect(await errorOf(throwing(notFound({ detail: "Kein Buch." })))).toMatchObject({
      title: "Nicht gefunden",
      detail: "Kein Buch.",
    })
    expect((await errorOf(throwing(unavailable(5, "Wartung.")))).detail).toBe("Wartung.")
  })

  test("replace the messages of parameters, also in the detail", async () => {
    expect(await errorOf(() => ({}), { url: "/a?q=1&q=2" })).toMatchObject({
      detail: "q: Nur ein Wert.",
      errors: [{ parameter: "q", message: "Nur ein Wert.", code: "repeated-parameter" }],
    })
    expect(await errorOf(() => ({}), { url: "/a?min=100" })).toMatchObject({
      detail: "min: Two digits.",
      errors: [{ parameter: "min", message: "Two digits." }],
    })
  })
})

describe("outside production", () => {
  test("the detail of an unexpected error is translated too, and ends with the error's message", async () => {
    const internal = await errorOf(throwing(new Error("no disk {requestId}")))
    expect(internal).toMatchObject({
      title: "Interner Fehler",
      detail: `Ein Fehler ist aufgetreten. Anfrage ${internal.requestId}. no disk {requestId}`,
    })
    expect(internal).not.toHaveProperty("internalMessage")
  })

  test("a detail that ends with a full stop gets no second one", async () => {
    const site = createServerData({ messages: { internal: "Fehler." }, log: () => undefined })
    const { props } = await site(visit("/a"), { load: throwing(new Error("no disk")) })
    expect(props).toMatchObject({ error: { detail: "Fehler. no disk" } })
  })
})

describe("texts by the request", () => {
  const byLanguage = createServerData({
    messages: ({ url, headers }) =>
      url.pathname.startsWith("/de") || headers.get("accept-language") === "de" ? german : {},
  })
  const load = throwing(notFound({ detail: "No." }))

  test("can depend on the path", async () => {
    expect((await byLanguage(visit("/de/a"), { load })).props).toMatchObject({
      error: { title: "Nicht gefunden" },
    })
  })

  test("can depend on a header, which is then part of Vary", async () => {
    const result = await byLanguage(visit("/a", { headers: new Map([["accept-language", "de"]]) }), { load })
    expect(result.props).toMatchObject({ error: { title: "Nicht gefunden" } })
    expect(result.headers.vary).toBe("Accept-Language")
    expect((await byLanguage(visit("/a"), { load })).props).toMatchObject({ error: { title: "Not Found" } })
  })

  test("are English if the function throws, which is logged", async () => {
    const log = jest.fn()
    const broken = createServerData({ log, messages: throwing(new Error("no dictionary")) })
    const { status, props } = await broken(visit("/a"), { load })
    expect(status).toBe(404)
    expect(props).toMatchObject({ error: { title: "Not Found" } })
    expect(log).toHaveBeenCalledWith(
      expect.objectContaining({ error: expect.objectContaining({ message: "no dictionary" }) }),
    )
  })
})

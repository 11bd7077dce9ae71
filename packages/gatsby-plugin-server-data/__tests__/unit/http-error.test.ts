import {
  badRequest,
  gone,
  HttpError,
  httpError,
  isHttpError,
  notFound,
  redirect,
  unavailable,
} from "../../src"
import { errorHeaders } from "../../src/error-handling"

afterEach(() => {
  Reflect.deleteProperty(globalThis, "__TRAILING_SLASH__")
  Reflect.deleteProperty(globalThis, "__BASE_PATH__")
})

describe("an HTTP error", () => {
  test("is an Error with the stack of the call", () => {
    const error = notFound({ detail: "There is no such book." })
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toBe("HttpError: There is no such book.")
    expect(error.stack).toContain("http-error.test.ts")
  })

  test("is recognised if another bundle of the process made it", () => {
    const error = notFound({ detail: "No." })
    jest.isolateModules(() => {
      const other = require("../../src/http-error")
      expect(other.HttpError).not.toBe(HttpError)
      expect(other.isHttpError(error)).toBe(true)
      expect(error instanceof other.HttpError).toBe(true)
    })
    expect(isHttpError({ ...error })).toBe(false)
    expect(isHttpError(new Error("No."))).toBe(false)
  })

  test("is not an instance of another error's subclass", () => {
    class Missing extends HttpError {}
    const missing = new Missing({ status: 404, detail: "No." })
    expect(missing instanceof Missing && missing instanceof HttpError && isHttpError(missing)).toBe(true)
    expect(notFound({ detail: "No." }) instanceof Missing).toBe(false)
  })

  test("is plain JSON in page data, without its headers", () => {
    const error = httpError(402, "Pay first.", { headers: { "x-price": "7" } })
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      status: 402,
      code: "payment-required",
      title: "Payment Required",
      detail: "Pay first.",
    })
    expect(errorHeaders(error)).toEqual({ "x-price": "7" })
  })

  test("has the fields of its status", () => {
    expect(notFound({ detail: "No.", suggestions: ["b7"] })).toMatchObject({
      status: 404,
      suggestions: ["b7"],
    })
    expect(notFound({ detail: "No.", suggestions: [] }).suggestions).toBeUndefined()
    expect(gone({ detail: "Split.", successors: ["a"] })).toMatchObject({ status: 410, successors: ["a"] })
    expect(unavailable(0.2)).toMatchObject({ status: 503, code: "unavailable", retryAfter: 1 })
    expect(httpError(429, "Too often.", { retryAfter: 1.5 })).toMatchObject({ status: 429, retryAfter: 2 })
  })
})

describe("the arguments of an HTTP error", () => {
  test.each([
    [notFound, 404, "This page does not exist."],
    [gone, 410, "This page does not exist any more."],
  ])("%p takes a text, options, or nothing", (maker, status, detail) => {
    expect(maker()).toMatchObject({ status, detail, values: {} })
    expect(maker({})).toMatchObject({ status, detail, values: {} })
    expect(maker("No book.")).toMatchObject({ status, detail: "No book.", values: undefined })
    expect(maker({ detail: "No book." })).toMatchObject({ status, detail: "No book.", values: undefined })
  })

  test.each([
    [
      "notFound(options): options must be a text or an object { detail, suggestions }",
      () => notFound(null as never),
    ],
    ["not Error.", () => notFound(new Error("No.") as never)],
    [
      "gone(options): options must be a text or an object { detail, successors }, not 7.",
      () => gone(7 as never),
    ],
    [
      'notFound({ suggestions }): must be an array of texts, not "b7".',
      () => notFound({ suggestions: "b7" as never }),
    ],
    ["gone({ successors }): must be an array of texts", () => gone({ successors: "b7" as never })],
    ["The detail of an HTTP error must be a text, not number.", () => notFound({ detail: 7 as never })],
    ["badRequest(errors): errors must be a text or an array", () => badRequest(undefined as never)],
    ["badRequest(errors): errors must be a text or an array", () => badRequest(["min"] as never)],
    ['retryAfter must be a number of seconds from 0, not "soon".', () => unavailable("soon" as never)],
    ["not -3.", () => unavailable(-3)],
    ["not NaN.", () => unavailable(Number.NaN)],
    ["not Infinity.", () => unavailable(Number.POSITIVE_INFINITY)],
    [
      "httpError(status, detail, { retryAfter }): retryAfter",
      () => httpError(429, "No.", { retryAfter: -1 }),
    ],
    [
      'to must be a path of this site, such as "/books/7", not undefined.',
      () => redirect(undefined as never, 302),
    ],
    ["not URL. For another site", () => redirect(new URL("https://a.example") as never, 302)],
    ["as a text, not URL.", () => redirect(new URL("https://a.example") as never, 302, { external: true })],
  ])("is refused with a sentence: %s", (message, make) => {
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })
})

describe("the message and the headers of an HTTP error", () => {
  test("of bad parameters has a detail that names them", () => {
    const errors = [
      { parameter: "min", message: "Takes 0 to 100." },
      { parameter: "", message: "Both or none." },
    ]
    const detail = "min: Takes 0 to 100. Both or none."
    expect(badRequest(errors)).toMatchObject({ status: 400, detail, errors })
    expect(badRequest("Why.")).toMatchObject({ status: 400, detail: "Why." })
  })

  test("sends the headers of its status", () => {
    expect(errorHeaders(unavailable(5))).toEqual({ "retry-after": "5" })
    expect(errorHeaders(httpError(401, "Sign in."))).toEqual({ "www-authenticate": "Bearer" })
    const headers = { "www-authenticate": "Basic" }
    expect(errorHeaders(httpError(401, "Sign in.", { headers }))).toEqual(headers)
    const inAnyCase = { "WWW-Authenticate": "Basic", "Retry-After": "9" }
    expect(errorHeaders(httpError(401, "Sign in.", { headers: inAnyCase, retryAfter: 3 }))).toEqual({
      "www-authenticate": "Basic",
      "retry-after": "3",
    })
  })

  test.each([
    [{ "X-Name": "a\nb" }, "The HTTP error has the header X-Name with a character"],
    [{ "x a": "1" }, 'The HTTP error has a header with the name "x a"'],
    [new Headers({ a: "b" }), "The HTTP error has headers that are not a plain object, but Headers."],
    ["x", "not a plain object, but string."],
  ])("cannot have the headers %p", (headers, message) => {
    const options = { headers: headers as Record<string, string> }
    expect(() => httpError(404, "No.", options)).toThrow(message)
    expect(() => redirect("/a", 302, options)).toThrow(message)
  })

  test.each([200, 302, 399, 600, 404.5])("cannot have the status %d", (status) => {
    expect(() => httpError(status, "No.")).toThrow(`status must be from 400 to 599, not ${status}`)
  })
})

describe("a redirect", () => {
  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "features",
    "",
    "javascript:1",
  ])("to %p is refused: it leaves the site", (to) => {
    expect(() => redirect(to, 302)).toThrow(
      /a path of this site.*redirect\(url, status, \{ external: true \}\)/,
    )
  })

  test.each([
    ["always", "/a?q=1#part", "/a/?q=1#part"],
    ["always", "/a/", "/a/"],
    ["always", "/v1.2", "/v1.2/"],
    ["always", "/", "/"],
    ["always", "/a/report.pdf", "/a/report.pdf"],
    ["always", "/api/features?q=1", "/api/features?q=1"],
    ["never", "/a/?q=/", "/a?q=/"],
    ["never", "/?q=1", "/?q=1"],
    ["ignore", "/a/", "/a/"],
    ["ignore", "/a", "/a"],
    [undefined, "/a/", "/a/"],
  ])("with trailingSlash %s, %s leads to %s", (trailingSlash, to, target) => {
    if (trailingSlash) Object.assign(globalThis, { __TRAILING_SLASH__: trailingSlash })
    expect(redirect(to, 302).location).toBe(target)
  })

  test("encodes its target and takes four statuses", () => {
    expect(redirect("/größe/a b?x=ü#teil", 308).location).toBe("/gr%C3%B6%C3%9Fe/a%20b?x=%C3%BC#teil")
    expect(() => redirect("/a", 303 as 302)).toThrow("301, 302, 307 or 308")
  })

  test("sends the path prefix in Location", () => {
    Object.assign(globalThis, { __BASE_PATH__: "/blog" })
    expect(errorHeaders(redirect("/a", 302))).toEqual({ location: "/blog/a" })
  })
})

describe("a redirect to another site", () => {
  test.each(["https://checkout.example", "http://sso.example/in?next=%2Fa#x", "HTTPS://a.example/"])(
    "sends %s as it is",
    (url) => {
      Object.assign(globalThis, { __BASE_PATH__: "/blog", __TRAILING_SLASH__: "always" })
      expect(errorHeaders(redirect(url, 302, { external: true }))).toEqual({ location: url })
    },
  )

  test("encodes what a header cannot contain", () => {
    const { location } = redirect("https://größe.example/ü", 302, { external: true })
    expect(location).toBe("https://xn--gre-6ka8i.example/%C3%BC")
  })

  test.each(["/a", "//a.example", "javascript:alert(1)", "https://", "ftp://a.example", "https:a.example"])(
    "to %p is refused: it is not an absolute http or https URL",
    (url) => expect(() => redirect(url, 302, { external: true })).toThrow("absolute http or https URL"),
  )
})

import * as v from "valibot"
import { parameterNames, parseParameters, readParameters } from "../../src/parameters"
import { canonicalUrl, parsePageUrl } from "../../src/request-url"
import { unserializable } from "../../src/serializable"
import { pageUrlPath, pathPrefix } from "../../src/site-path"

describe("the page's own URL", () => {
  test.each([
    ["/features/grid/?q=1", "visit", "/features/grid", "?q=1"],
    ["/page-data/features/grid/page-data.json?q=1", "page-data", "/features/grid", "?q=1"],
    ["/page-data/index/page-data.json", "page-data", "/", ""],
    ["/", "visit", "/", ""],
    ["/?a=/page-data/x/page-data.json", "visit", "/", "?a=/page-data/x/page-data.json"],
    ["http://x//?q=1", "visit", "/", "?q=1"],
    ["//x", "visit", "//x", ""],
  ])("%s", (requested, kind, pathname, search) => {
    expect(parsePageUrl(requested)).toEqual({ kind, pathname, search })
  })

  test("has the trailing slash of the site's configuration", () => {
    Object.assign(globalThis, { __TRAILING_SLASH__: "always" })
    try {
      expect(parsePageUrl("/page-data/a/page-data.json").pathname).toBe("/a/")
      expect(parsePageUrl("/a/").pathname).toBe("/a/")
      expect(parsePageUrl("/").pathname).toBe("/")
    } finally {
      Reflect.deleteProperty(globalThis, "__TRAILING_SLASH__")
    }
  })

  test("has no trailing slash by default, except the root", () => {
    for (const trailingSlash of ["always", "never", "ignore"]) {
      Object.assign(globalThis, { __TRAILING_SLASH__: trailingSlash, __BASE_PATH__: "/blog" })
      const slash = trailingSlash === "always" ? "/" : ""
      expect(["/blog/a", "/blog/a/", "/blog/", "/blog"].map(pageUrlPath)).toEqual([
        `/blog/a${slash}`,
        `/blog/a${slash}`,
        "/blog/",
        "/blog/",
      ])
    }
    Reflect.deleteProperty(globalThis, "__TRAILING_SLASH__")
    Reflect.deleteProperty(globalThis, "__BASE_PATH__")
  })

  test.each([
    [{}, ""],
    [{ __BASE_PATH__: "" }, ""],
    [{ __BASE_PATH__: "/blog" }, "/blog"],
    [{ PREFIX_TO_STRIP: "" }, ""],
    [{ PREFIX_TO_STRIP: undefined }, ""],
    [{ PREFIX_TO_STRIP: "blog" }, "/blog"],
    [{ PREFIX_TO_STRIP: "our/blog" }, "/our/blog"],
  ])("with Gatsby's constants %j the path prefix is %p", (defined, prefix) => {
    Object.assign(globalThis, defined)
    const found = pathPrefix()
    for (const name of Object.keys(defined)) Reflect.deleteProperty(globalThis, name)
    expect(found).toBe(prefix)
  })

  test("keeps its host with a path that starts with two slashes", () => {
    expect(canonicalUrl("https://site.example", "//evil.example/x", { q: "a b" }).href).toBe(
      "https://site.example//evil.example/x?q=a+b",
    )
  })
})

describe("parameters", () => {
  const names = ["q", "page"]

  test.each([
    ["?q=&page=", {}],
    ["?page=2&q=a+b&unknown=1", { q: "a b", page: "2" }],
    ["", {}],
  ])("%s is read, in the schema's order", (search, rawQuery) => {
    const read = readParameters(search, names)
    expect(read).toEqual({ rawQuery, errors: [] })
    expect(Object.keys(read.rawQuery)).toEqual(Object.keys(rawQuery))
  })

  test("names of an object's prototype are ordinary names", () => {
    expect(Object.entries(readParameters("?__proto__=1", ["__proto__"]).rawQuery)).toEqual([
      ["__proto__", "1"],
    ])
    const nested = "?__proto__[q]=1&constructor[prototype][q]=1&__proto__.q=1"
    expect(readParameters(nested, names)).toEqual({ rawQuery: {}, errors: [] })
    expect(readParameters("?constructor=1", ["constructor"]).rawQuery).toEqual({ constructor: "1" })
    expect("q" in {}).toBe(false)
  })

  test("the names come from valibot's entries, also within a pipe, and from a Standard JSON Schema", () => {
    const object = v.object({ q: v.optional(v.string()), page: v.optional(v.string()) })
    expect(parameterNames(object)).toEqual(names)
    expect(
      parameterNames(
        v.pipe(
          object,
          v.transform((value) => value),
        ),
      ),
    ).toEqual(names)
    const jsonSchema = {
      input: () => ({ type: "object", properties: { q: {}, page: {} } }),
      output: () => ({}),
    }
    const standard = { version: 1, vendor: "other", validate: () => ({ value: 1 }), jsonSchema } as const
    expect(parameterNames({ "~standard": standard })).toEqual(names)
    expect(parameterNames(undefined)).toEqual([])
  })

  test("an invalid value is a 400 with one message per parameter", async () => {
    const schema = v.object({
      min: v.pipe(v.string(), v.regex(/^\d+$/, "Takes a number."), v.maxLength(2, "Takes two digits.")),
      max: v.optional(v.string()),
    })
    await expect(parseParameters(schema, { rawQuery: { min: "many" }, errors: [] })).rejects.toMatchObject({
      status: 400,
      errors: [{ parameter: "min", message: "Takes a number." }],
    })
  })
})

describe("a value that JSON cannot represent is named by its path:", () => {
  const cycle: { self?: unknown } = {}
  cycle.self = cycle
  test.each([
    [{ items: [{}, {}, {}, { since: new Date(0) }] }, "props.items[3].since is a Date"],
    [{ find: () => 1 }, "props.find is a function"],
    [{ map: new Map() }, "props.map is a Map"],
    [{ list: [1, undefined] }, "props.list[1] is undefined"],
    [{ a: { b: cycle } }, "props.a.b.self is a cycle"],
    [{ share: Number.NaN }, "props.share is NaN"],
    [{ count: 1n }, "props.count is a bigint"],
    [{ "a-b": Symbol("s") }, 'props["a-b"] is a symbol'],
    [{ error: new TypeError() }, "props.error is a TypeError"],
  ])("%#", (props, message) => expect(unserializable(props)).toBe(message))

  test("the same object twice is not a cycle, and a property may be undefined", () => {
    const shared = { a: 1 }
    expect(
      unserializable({ one: shared, two: [shared], three: undefined, four: null, five: Object.create(null) }),
    ).toBe(undefined)
  })
})

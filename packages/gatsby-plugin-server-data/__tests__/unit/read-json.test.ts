import * as v from "valibot"
import { readJson, type WriteRequest } from "../../src"

const requestOf = (body: unknown, headers: Record<string, string> = {}): WriteRequest => ({
  headers: new Headers({ "content-type": "application/json", ...headers }),
  params: {},
  body,
  clientAddress: "",
  signal: new AbortController().signal,
})
const Schema = v.object({ name: v.string() })
const bytes = Buffer.from('{"name":"Emma"}')

test("readJson returns the output of the schema for the bytes of the body", async () => {
  expect(await readJson(requestOf(bytes), Schema, { maxBytes: 15 })).toEqual({ name: "Emma" })
})

test.each([[{ name: "Emma" }], [[]], ["text"], [7], [true], [new Uint8Array(2)]])(
  "readJson fails for the parsed body %p, because the function lacks its config",
  async (body) => {
    await expect(readJson(requestOf(body), Schema, { maxBytes: 99 })).rejects.toThrow(
      new TypeError("readJson requires: export const config = rawJsonBody"),
    )
  },
)

test.each([[undefined], [null], [""], [{}], [Buffer.alloc(0)]])(
  "readJson returns 400 for the empty body %p",
  async (body) => {
    await expect(readJson(requestOf(body), Schema, { maxBytes: 99 })).rejects.toMatchObject({
      status: 400,
      code: "invalid-json",
    })
  },
)

test("readJson returns 413 for a body that the parser has refused", async () => {
  const request = requestOf({}, { "content-length": "100" })
  await expect(readJson(request, Schema, { maxBytes: 99 })).rejects.toMatchObject({ status: 413 })
})

test("readJson returns 415 for another content type, whatever its parser", async () => {
  const request = requestOf("name=x", { "content-type": "text/plain" })
  await expect(readJson(request, Schema, { maxBytes: 99 })).rejects.toMatchObject({ status: 415 })
})

test.each([
  [undefined, "not undefined"],
  [{}, "not undefined"],
  [{ maxBytes: "1kb" }, 'not "1kb"'],
  [{ maxBytes: 0 }, "not 0"],
  [{ maxBytes: Number.NaN }, "not NaN"],
  [{ maxBytes: 1.5 }, "not 1.5"],
])("readJson refuses the options %p", async (options, message) => {
  const result = readJson(requestOf(bytes), Schema, options as { maxBytes: number })
  await expect(result).rejects.toThrow(`maxBytes must be a whole number of bytes above 0, ${message}`)
})

test.each([undefined, null, {}, { maxBytes: 99 }])("readJson refuses the schema %p", async (schema) => {
  const result = readJson(requestOf(bytes), schema as typeof Schema, { maxBytes: 99 })
  await expect(result).rejects.toThrow("schema must be a Standard Schema")
})

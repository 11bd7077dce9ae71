import audiences from "../../../src/api/audiences"
import { takeRefused, takeSaved } from "../../../src/query/upload-answer"
import { readUpload } from "../../../src/resources/saving/audience-upload"
import { savedAudiences } from "../../../src/storage/saved-audiences"
import { provideCatalog } from "../../support/catalog"
import { provideStorage } from "../../support/data-directory"
import { listen } from "../../support/function-server"
import { belowBlog } from "../server-data/contexts"

jest.mock("../../../src/resources/saving/audience-upload", () => {
  const actual = jest.requireActual("../../../src/resources/saving/audience-upload")
  return { ...actual, readUpload: jest.fn(actual.readUpload) }
})

provideCatalog()
provideStorage()

const visitors = "Browser,Browser version,Users\nChrome,120,30\n"

let clients = 0

/** Sends the form as a browser without scripts does; the cookie of the answer is what the next page gets. */
async function form({ file = visitors, from = `192.0.2.${++clients}`, ...fields }: Record<string, string>) {
  const url = await listen(audiences)
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  body.set("file", new Blob([file]), "visitors.csv")
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: { "x-forwarded-for": from },
    redirect: "manual",
  })
  const cookie = response.headers.get("set-cookie") ?? ""
  const next = new Headers({ cookie: cookie.split(";")[0] ?? "" })
  return { status: response.status, location: response.headers.get("location"), cookie, next }
}

test.each([
  [{ listed: "true" }, true],
  [{ listed: "on" }, true],
  [{ listed: "1" }, true],
  [{ listed: "false" }, false],
  [{ listed: "" }, false],
  [{}, false],
])("a form with %j lists its audience: %s", async (listed, isListed) => {
  const { next } = await form({ name: "By hand", ...listed })
  const slug = takeSaved(next).value?.slug ?? ""
  expect(await savedAudiences().find(slug)).toMatchObject({ name: "By hand", listed: isListed })
})

describe("below a path prefix", () => {
  belowBlog()

  test("a form is led to pages with it, and to no others are its cookies sent", async () => {
    const saved = await form({ name: "Below" })
    expect(saved.location).toBe("/blog/audiences/new/saved")
    expect(saved.cookie).toContain("; Path=/blog/audiences/new/saved;")
    const refused = await form({ name: "Below", file: "%PDF-1.7" })
    expect(refused.location).toBe("/blog/audiences/new?again=1")
    expect(refused.cookie).toContain("; Path=/blog/audiences/new;")
  })

  test("the addresses of what was saved have it", async () => {
    const response = await fetch(await listen(audiences), {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": `192.0.2.${++clients}` },
      body: JSON.stringify({ name: "Below", browsers: { chrome: { "100": 1 } } }),
    })
    const { slug, url } = await response.json()
    expect([response.status, url, response.headers.get("location")]).toEqual([
      201,
      `/blog/audiences/${slug}`,
      `/blog/api/audiences/${slug}`,
    ])
  })
})

test("a form that comes too often is led back to its page, which says so", async () => {
  const from = "192.0.2.200"
  for (let time = 0; time < 30; time++) {
    expect((await form({ name: "Often", from })).location).toBe("/audiences/new/saved")
  }
  const { status, location, next } = await form({ name: "Often", listed: "true", from })
  expect([status, location]).toEqual([303, "/audiences/new?again=1"])
  expect(takeRefused(next).value).toEqual({
    status: 429,
    errors: [{ parameter: "file", message: expect.stringContaining("Try again in") }],
    typed: { name: "Often", listed: true },
  })
})

describe("a form that cannot be answered is led back with what was typed:", () => {
  let log = jest.spyOn(process.stderr, "write")
  beforeEach(() => {
    log.mockImplementation(() => true)
    // Time goes on by itself too: on a busy machine the import pauses for a timer.
    jest.useFakeTimers({
      advanceTimers: true,
      doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "performance", "Date"],
    })
  })
  afterEach(() => {
    jest.useRealTimers()
    jest.restoreAllMocks()
    log = jest.spyOn(process.stderr, "write")
  })
  const told = async (sent: ReturnType<typeof form>, message: string | RegExp) => {
    const { status, location, next } = await sent
    expect([status, location]).toEqual([303, "/audiences/new?again=1"])
    expect(takeRefused(next).value).toEqual({
      status: 503,
      errors: [{ parameter: "file", message: expect.stringMatching(message) }],
      typed: { name: "Kept", listed: true },
    })
  }
  const kept = { name: "Kept", listed: "true" }
  const passDeadline = () => jest.advanceTimersByTime(15_000)

  test("a database that hangs, which may save it later", async () => {
    jest.spyOn(savedAudiences(), "create").mockImplementationOnce(() => {
      passDeadline()
      return new Promise(() => undefined)
    })
    await told(
      form(kept),
      "This took too long. It may be saved all the same: look for it before you send it again.",
    )
  })

  test("a file that takes too long to read, of which nothing is saved", async () => {
    const create = jest.spyOn(savedAudiences(), "create")
    let finish = () => {}
    jest.mocked(readUpload).mockImplementationOnce(async ({ name, listed }) => {
      const visits = { browsers: { chrome: { "1": 1 } }, unknown: 0, source: "analytics" }
      passDeadline()
      await new Promise<void>((done) => {
        finish = done
      })
      return { name, listed, visits }
    })
    await told(form(kept), "This took too long. Nothing was saved. Please try again.")
    finish()
    await new Promise(setImmediate)
    expect(create).not.toHaveBeenCalled()
  })

  test("an error after that, which nobody is told any more, is in the log by the same id", async () => {
    let fail = (_: Error) => {}
    jest.spyOn(savedAudiences(), "create").mockImplementationOnce(() => {
      passDeadline()
      return new Promise((_, reject) => {
        fail = reject
      })
    })
    await told(form(kept), "This took too long.")
    fail(new Error("the cause"))
    await new Promise(setImmediate)
    const entries = log.mock.calls.map(([line]) => JSON.parse(String(line)))
    expect(entries).toMatchObject([
      { error: { message: "No answer within 15000 ms." } },
      { id: entries[0].id, error: { message: "the cause" } },
    ])
  })

  test("an error that nobody expected, which the log alone has", async () => {
    const error = new Error("secret")
    jest.spyOn(savedAudiences(), "create").mockRejectedValueOnce(error)
    await told(
      form(kept),
      /^Something went wrong here\. Request [\w-]{36}\. It may be saved all the same: look for it before you send it again\.$/,
    )
    const { id, error: logged } = JSON.parse(String(log.mock.lastCall?.[0]))
    expect([id, logged.message]).toEqual([expect.stringMatching(/^[\w-]{36}$/), "secret"])
  })
})

test.each([
  ["a", 500],
  ["\u0001", 200],
  ["ü", 500],
  ["🦊", 500],
])("a name of very many %j comes back in a cookie that browsers take", async (character, kept) => {
  const { cookie, next } = await form({ name: character.repeat(5_000), file: "%PDF-1.7" })
  expect(cookie.length).toBeLessThanOrEqual(4_096)
  expect(takeRefused(next).value).toMatchObject({ status: 400, typed: { name: character.repeat(kept) } })
})

test.each([
  "1",
  '{"status":99}',
  '{"status":99,"errors":[],"typed":{"name":"","listed":false}}',
  '{"status":400,"errors":[{}],"typed":{"name":"","listed":false}}',
  "no JSON",
])("a cookie that somebody made by hand is none: %s", (text) => {
  const value = Buffer.from(text).toString("base64url")
  const headers = new Headers({ cookie: `refused-upload=${value}; saved-upload=${value}` })
  expect(takeRefused(headers).value).toBeUndefined()
  expect(takeSaved(headers).value).toBeUndefined()
})

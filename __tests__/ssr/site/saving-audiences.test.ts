import { acme, bearer, json, savingClient } from "../../support/inputs/saving-client"
import { logLine } from "../../support/servers/processes"
import { runSite } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runSite(() => sharedHost(reachline))
const { request, send, save, changeAddress } = savingClient(() => running.site.url)

describe("a change", () => {
  test("requires the edit key: 401 without a key, 403 with another key", async () => {
    const { slug } = await save()
    const { editKey: otherKey } = await save()
    for (const method of ["PUT", "DELETE"]) {
      const without = await send(`/api/audiences/${slug}`, method, { name: "x" }, { "if-match": '"1"' })
      expect([without.status, without.headers.get("www-authenticate")]).toEqual([401, "Bearer"])
      for (const key of ["wrong", otherKey]) {
        const wrong = await send(
          `/api/audiences/${slug}`,
          method,
          { name: "x" },
          { ...bearer(key), "if-match": '"1"' },
        )
        expect([wrong.status, wrong.headers.get("cache-control")]).toEqual([403, "no-store"])
        expect(wrong.headers.get("content-type")).toMatch(/^application\/problem\+json/)
      }
    }
    expect((await json(await request(`/api/audiences/${slug}`))).label).toBe(acme.name)
    expect((await send("/api/audiences/unknown-audience", "PUT", {}, bearer(otherKey))).status).toBe(404)
    expect((await send("/api/audiences/DE", "DELETE", {}, bearer(otherKey))).status).toBe(404)
  })

  test("requires the current revision: 428 without a revision, 412 with an outdated one", async () => {
    const { slug, editKey } = await save()
    const put = (name: string, ifMatch?: string) =>
      send(
        `/api/audiences/${slug}`,
        "PUT",
        { name },
        {
          ...bearer(editKey),
          ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
        },
      )
    expect((await put("a")).status).toBe(428)
    expect((await put("b", '"2"')).status).toBe(412)
    expect(await json(await put("c", '"1"'))).toEqual({ slug, url: `/audiences/${slug}`, revision: 2 })
    expect((await put("d", '"1"')).status).toBe(412)
    expect((await put("e", 'W/"2-anything"')).status).toBe(200)
    expect((await put("f", "*")).status).toBe(200)
    const own = await json(await request(`/api/audiences/${slug}`))
    // A change without visits adds no entry to the history.
    expect(own).toMatchObject({ label: "f", revision: 4, unknown: 0.166666667 })
    expect(own.history).toHaveLength(1)
    const outdated = await send(`/api/audiences/${slug}`, "DELETE", "", {
      ...bearer(editKey),
      "if-match": '"3"',
    })
    expect(outdated.status).toBe(412)
    const deletion = await request(`/api/audiences/${slug}`, { method: "DELETE", headers: bearer(editKey) })
    expect([deletion.status, await deletion.text()]).toEqual([204, ""])
    expect((await request(`/api/audiences/${slug}`)).status).toBe(404)
  })
})

describe("the body of a change", () => {
  test.each([
    [{ browsers: acme.browsers }, "name", /missing/],
    [{ ...acme, name: "x".repeat(101) }, "name", /1 to 100/],
    [{ ...acme, name: "a\nb" }, "name", /line breaks/],
    [{ ...acme, listed: "yes" }, "listed", /true or false/],
    [{ ...acme, more: 1 }, "more", /not a valid field/],
    [{ ...acme, unknown: -1 }, "unknown", /0 or more/],
    [{ ...acme, browsers: [] }, "browsers", /object/],
    [{ ...acme, browsers: { chrom: { "1": 1 } } }, "browsers", /“chrom”.*Did you mean chrome/],
    [{ ...acme, browsers: { chrome: 5 } }, "browsers", /“chrome” must be an object/],
    [{ ...acme, browsers: { chrome: { "1": -1 } } }, "browsers", /number of visits/],
    [{ ...acme, browsers: { chrome: { "1": "9" } } }, "browsers", /number of visits/],
    [{ ...acme, browsers: { chrome: { "1": 1e16 } } }, "browsers", /number of visits/],
    [{ ...acme, browsers: { chrome: { ["1".repeat(21)]: 1 } } }, "browsers", /21 characters/],
    [{ name: "x", browsers: { chrome: { "1": 0 } } }, "browsers", /no visits/],
    ['{"name":"x","browsers":{"__proto__":{"1":1}}}', "browsers", /“__proto__” is not a browser/],
    ['{"name":"x","browsers":{"constructor":{"1":1}}}', "browsers", /“constructor” is not a browser/],
  ])("rejects %j and names the field %s", async (body, parameter, message) => {
    const response = await send("/api/audiences", "POST", body)
    expect(response.status).toBe(400)
    expect(await json(response)).toMatchObject({
      type: "about:blank",
      status: 400,
      errors: expect.arrayContaining([{ parameter, message: expect.stringMatching(message) }]),
    })
  })

  test("rejects invalid JSON, other content types and large bodies with a problem response", async () => {
    for (const [body, type, status] of [
      ['{"name":', "application/json", 400],
      ["name=x", "application/x-www-form-urlencoded", 415],
      ["<x/>", "text/xml", 415],
      [
        '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
        415,
      ],
      [`{"name":"${"x".repeat(2_100_000)}"}`, "application/json", 413],
    ] as const) {
      const response = await send("/api/audiences", "POST", body, { "content-type": type })
      expect([type, response.status]).toEqual([type, status])
      expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/)
      expect(response.headers.get("access-control-allow-origin")).toBe("*")
    }
  })
})

test("the edit key is only in the response that creates the audience: not in other responses, addresses or logs", async () => {
  const response = await send("/api/audiences", "POST", acme)
  const { slug, url, editKey } = await json(response)
  expect(response.headers.get("cache-control")).toBe("no-store")
  expect([url, response.headers.get("location")].join()).not.toContain(editKey)
  expect(await (await request(`/api/audiences/${slug}`)).text()).not.toContain(editKey)
  const deletion = await send(`/api/audiences/${slug}`, "DELETE", "", bearer(editKey))
  expect(deletion.status).toBe(204)
  await logLine(running.site.output, deletion.headers.get("x-request-id") ?? "", slug)
  expect(running.site.output()).not.toContain(editKey)
})

describe("limits", () => {
  test("of saves return 429 with Retry-After, and end after their time", async () => {
    const statuses = []
    for (let request = 0; request < 31; request++)
      statuses.push((await send("/api/audiences", "POST", acme)).status)
    expect(statuses).toEqual([...Array(30).fill(201), 429])
    const limited = await send("/api/audiences", "POST", acme)
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(3_000)
    expect(await json(limited)).toMatchObject({ status: 429, title: "Too Many Requests" })
    changeAddress()
    expect((await send("/api/audiences", "POST", acme)).status).toBe(201)
  })

  test("of wrong keys also reject the right key, and end after their time", async () => {
    const { slug, editKey } = await save()
    const remove = (key: string) => send(`/api/audiences/${slug}`, "DELETE", "", bearer(key))
    const statuses = []
    for (let attempt = 0; attempt < 11; attempt++) statuses.push((await remove(`wrong-${attempt}`)).status)
    expect(statuses).toEqual([...Array(10).fill(403), 429])
    expect((await remove(editKey)).status).toBe(429)
    changeAddress()
    expect((await remove(editKey)).status).toBe(204)
  })
})

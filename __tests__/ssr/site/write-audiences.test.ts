import * as v from "valibot"
import audiences from "#api/audiences"
import audience from "#api/audiences/[slug]"
import { ChangeAudienceResponse, CreateAudienceResponse } from "#saved-audiences/audience-body"
import { provideCatalog } from "../../support/inputs/catalog"
import { belowBlog } from "../../support/inputs/contexts"
import { provideStorage } from "../../support/inputs/data-directory"
import { listen } from "../../support/servers/function-server"

provideCatalog()
provideStorage()

const acme = { name: "Acme", listed: true, browsers: { chrome: { "100": 1 } } }

const post = (url: string, type: string, body: string) =>
  fetch(url, { method: "POST", headers: { "content-type": type }, body })

test("the responses of writes match their schemas", async () => {
  const saved = await (await post(await listen(audiences), "application/json", JSON.stringify(acme))).json()
  const { slug, editKey } = v.parse(v.strictObject(CreateAudienceResponse.entries), saved)
  const changed = await fetch(`${await listen(audience, "/api/audiences/:slug")}/api/audiences/${slug}`, {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: `Bearer ${editKey}`, "if-match": '"1"' },
    body: JSON.stringify({ name: "Acme shop" }),
  })
  expect(v.parse(v.strictObject(ChangeAudienceResponse.entries), await changed.json())).toEqual({
    slug,
    url: `/audiences/${slug}`,
    revision: 2,
  })
})

describe("below a path prefix", () => {
  belowBlog()

  test("the addresses of a new audience have the prefix", async () => {
    const response = await post(await listen(audiences), "application/json", JSON.stringify(acme))
    const { slug, url } = await response.json()
    expect([response.status, url, response.headers.get("location")]).toEqual([
      201,
      `/blog/audiences/${slug}`,
      `/blog/api/audiences/${slug}`,
    ])
  })
})

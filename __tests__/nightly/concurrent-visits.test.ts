import { minutes, runSite } from "../support/servers/running"
import { sharedHost } from "../support/servers/shared"
import { fixture } from "../support/servers/sites"

const running = runSite(() => sharedHost(fixture))

test(
  "each of 1,000 concurrent visits receives only its own data",
  async () => {
    for (let batch = 0; batch < 20; batch++) {
      const ids = Array.from({ length: 50 }, (_, index) => `v${batch * 50 + index}`)
      const responses = await Promise.all(ids.map((id) => fetch(`${running.site.url}/book?id=${id}`)))
      for (const [index, response] of responses.entries()) {
        const text = await response.text()
        expect(text).toContain(`<h1>Book ${ids[index]}</h1>`)
        expect(new Set(text.match(/\bv\d+\b/g))).toEqual(new Set([ids[index]]))
      }
    }
  },
  minutes(2),
)

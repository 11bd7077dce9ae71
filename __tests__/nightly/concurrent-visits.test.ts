import { setTimeout as wait } from "node:timers/promises"
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

test.each(["me", "me-collected"])(
  "each of 600 concurrent visits to the private page %s receives only its own visitor's data",
  async (kind) => {
    const names = Array.from({ length: 600 }, (_, index) => `user${index}`)
    const visit = async (name: string): Promise<string> => {
      const headers = { cookie: `user=${name}` }
      const response = await fetch(`${running.site.url}/cases/${kind}`, { headers })
      // An overloaded host refuses requests with 503.
      if (response.status === 503) return wait(500).then(() => visit(name))
      expect(response.headers.get("cache-control")).toMatch(/^private/)
      return response.text()
    }
    const pages = await Promise.all(names.map(visit))
    for (const [index, text] of pages.entries()) {
      expect(text).toContain(`<p id="shown">${names[index]}</p>`)
      expect(new Set(text.match(/\buser\d+\b/g))).toEqual(new Set([names[index]]))
      expect(text).not.toContain("visitId")
    }
  },
  minutes(2),
)

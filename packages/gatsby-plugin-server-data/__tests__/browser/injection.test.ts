import {
  describeInjection,
  type Entry,
  isPwned,
  parameterEntries,
  scriptText,
} from "#tests/support/browser/injection"
import { openPage } from "#tests/support/browser/watched-page"
import { minutes, runInChromium } from "#tests/support/servers/running"
import { type RunningSite, startSiteHost } from "#tests/support/servers/servers"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

// A long timeout, because a busy machine is slow. No test measures time.
jest.setTimeout(minutes(0.5))

const running = runInChromium(() => sharedHost(fixture))

const segment = (path: string): Entry => ({
  name: `${path}/…`,
  address: (text) => `${path}/${encodeURIComponent(text)}`,
})
const header = (name: string): Entry => ({
  name: `the header ${name}`,
  address: () => `/echo?header=${name}`,
  // A header can contain ASCII only.
  context: (text) => ({ extraHTTPHeaders: { [name]: text.replace("\u2028", " ") } }),
})

describeInjection(
  [
    ...parameterEntries("/echo", ["q", "min", "sort", "header"], (name) =>
      name === "header" ? undefined : `input[name=${name}]`,
    ),
    ...parameterEntries("/echo", ["unknown", "q[a]"]),
    { name: "the name of a parameter", address: (text) => `/echo?q=x&${encodeURIComponent(text)}=1` },
    ...parameterEntries("/", ["to"]),
    ...["/echo", "/table", "/chain", "/reads"].map(segment),
    ...["user-agent", "accept-language"].map(header),
  ],
  () => running,
)

describe("with the escaping switched off", () => {
  const address = `/echo?q=${encodeURIComponent(scriptText)}`
  let unescaped: RunningSite
  beforeAll(async () => {
    unescaped = await startSiteHost(fixture, { FIXTURE_ESCAPING: "off" })
  }, minutes(1))
  afterAll(() => unescaped?.stop())

  test("a script in a parameter runs without the Content-Security-Policy", async () => {
    const { page, close } = await openPage(running.browser)
    await page.route(unescaped.url + address, async (route) => {
      const response = await route.fetch()
      const { "content-security-policy": _, ...headers } = response.headers()
      await route.fulfill({ response, headers })
    })
    await page.goto(unescaped.url + address)
    expect(await isPwned(page)).toBe(true)
    await close()
  })

  test("the Content-Security-Policy blocks the script and reports it", async () => {
    const { page, complaints, close } = await openPage(running.browser)
    await page.goto(unescaped.url + address)
    expect(await isPwned(page)).toBe(false)
    expect(complaints.join()).toContain("Content Security Policy")
    await close()
  })
})

import { randomInt } from "node:crypto"
import fetch, { type RequestInit, type Response } from "node-fetch"

/** Visits of which half lack :has(), a third have it, and a sixth nobody knows. */
export const acme = {
  name: "Acme <b>& Sons</b>",
  browsers: { chrome: { "100": 60, "120": 30 }, ios_saf: { "15.6": 10 }, ie: { "11": 15 } },
  unknown: 5,
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

// biome-ignore lint/suspicious/noExplicitAny: the answers' shapes are what is tested
export const json = async (response: Response) => (await response.json()) as any

/** Suites share a host, so that each draws its addresses at random. */
const anyAddress = () => `198.18.${randomInt(256)}.${randomInt(256)}`

/**
 * Sends requests to a host that trusts `X-Forwarded-For`. Each test is a client with an address of its own, because the
 * host limits what a client may do in an hour.
 */
export function savingClient(base: () => string) {
  let address = ""
  const moveOn = () => {
    address = anyAddress()
  }
  beforeEach(moveOn)

  const ask = (path: string, { headers, ...init }: RequestInit = {}) =>
    fetch(base() + path, {
      redirect: "manual",
      headers: { "x-forwarded-for": address, ...(headers as Record<string, string>) },
      ...init,
    })
  const send = (path: string, method: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(path, {
      method,
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    })
  async function save(body: object = acme): Promise<{ slug: string; url: string; editKey: string }> {
    const response = await send("/api/audiences", "POST", body)
    expect(response.status).toBe(201)
    return json(response)
  }
  return { ask, send, save, moveOn }
}

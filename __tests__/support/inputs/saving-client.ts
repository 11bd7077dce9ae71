import { randomInt } from "node:crypto"
import fetch, { type RequestInit, type Response } from "node-fetch"

/** Half of the visits lack :has(), a third support it, and a sixth have an unknown browser. */
export const acme = {
  name: "Acme <b>& Sons</b>",
  browsers: { chrome: { "100": 60, "120": 30 }, ios_saf: { "15.6": 10 }, ie: { "11": 15 } },
  unknown: 5,
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

// biome-ignore lint/suspicious/noExplicitAny: the tests check the shapes
export const json = async (response: Response) => (await response.json()) as any

const anyAddress = () => `198.18.${randomInt(256)}.${randomInt(256)}`

/**
 * Sends requests to a host that trusts `X-Forwarded-For`. Each test has another client address, because the host limits the
 * requests of one client per hour.
 */
export function savingClient(base: () => string) {
  let address = ""
  const changeAddress = () => {
    address = anyAddress()
  }
  beforeEach(changeAddress)

  const request = (path: string, { headers, ...init }: RequestInit = {}) =>
    fetch(base() + path, {
      redirect: "manual",
      headers: { "x-forwarded-for": address, ...(headers as Record<string, string>) },
      ...init,
    })
  const send = (path: string, method: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, {
      method,
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    })
  async function save(body: object = acme): Promise<{ slug: string; url: string; editKey: string }> {
    const response = await send("/api/audiences", "POST", body)
    expect(response.status).toBe(201)
    return json(response)
  }
  return { request, send, save, changeAddress }
}

import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { openSite } from "../../../src/command-line/stores"
import { root, run } from "../../support/audience-command"

const visits = { browsers: { chrome: { "141": 2 } }, unknown: 0, source: "api" }
const draft = { name: "Our shop", listed: false, visits }
const figures = { browsers: { chrome: { "141": 2 }, safari_ios: { "26": 1 } }, unknown: 1 }
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

async function answering(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await once(server.listen(0, "127.0.0.1"), "listening")
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test("updates an audience of a running site by its API, with the ETag that it has", async () => {
  const asked: { method?: string; url?: string; headers: Record<string, unknown>; body: string }[] = []
  const url = await answering(async (request, response) => {
    let body = ""
    for await (const chunk of request) body += chunk
    const { authorization, "if-match": ifMatch } = request.headers
    asked.push({ method: request.method, url: request.url, headers: { authorization, ifMatch }, body })
    if (request.method === "GET") response.writeHead(200, { etag: '"7"' }).end("{}")
    else if (request.method === "POST") {
      response.writeHead(201).end(JSON.stringify({ slug: "x", url: "http://x/audiences/x", editKey: "k" }))
    } else if (authorization === "Bearer k") response.writeHead(200).end("{}")
    else response.writeHead(403).end(JSON.stringify({ detail: "This key is another audience's." }))
  })
  const created = await run(["import", "user-agents.txt", "--name", "Our shop", "--url", `${url}/`])
  expect(created.out).toContain("Saved as x: http://x/audiences/x\nEdit key, told this once: k\n")
  expect(asked[0]).toMatchObject({ method: "POST", url: "/api/audiences" })
  expect(JSON.parse(asked[0]?.body ?? "")).toEqual({ name: "Our shop", listed: false, ...figures })

  const update = ["import", "user-agents.txt", "--url", url, "--update", "our-shop-x7kq2mnp", "--key"]
  expect(await run([...update, "k"])).toMatchObject({ status: 0, error: "" })
  expect(asked[2]).toMatchObject({
    method: "PUT",
    url: "/api/audiences/our-shop-x7kq2mnp",
    headers: { authorization: "Bearer k", ifMatch: '"7"' },
  })
  expect(JSON.parse(asked[2]?.body ?? "")).toEqual(figures)
  expect(await run([...update, "other"])).toMatchObject({
    status: 1,
    error: "The site answered 403: This key is another audience's.\n",
  })
})

test("a site that moved is told by its address, and its old one never gets the key", async () => {
  const asked: string[] = []
  const url = await answering(({ method, url = "", headers }, response) => {
    asked.push(`${method} ${headers.authorization}`)
    response.writeHead(301, { location: `https://www.reachline.example/prefix${url}` }).end()
  })
  const says = "The site is at https://www.reachline.example/prefix: give that as --url.\n"
  const create = await run(["import", "user-agents.txt", "--name", "x", "--url", url])
  expect(create).toMatchObject({ status: 2, error: says })
  const env = { AUDIENCE_KEY: "k" }
  const update = ["import", "user-agents.txt", "--update", "our-shop-x7kq2mnp", "--url", url]
  expect(await run(update, env)).toMatchObject({ status: 2, error: says })
  expect(asked).toEqual(["POST undefined", "GET undefined"])
})

test("a site that leads to a page of another is not followed either", async () => {
  const url = await answering((_, response) => {
    response.writeHead(302, { location: "https://login.example/?next=/" }).end()
  })
  await expect(openSite(url).create(draft)).rejects.toThrow(
    "The site leads to https://login.example/, which is no part of its API: give its own address as --url.",
  )
})

test.each([
  ["answer", () => undefined],
  ["end its answer", (response: ServerResponse) => void response.writeHead(200, { etag: '"1"' }).write("{")],
])("a site that does not %s is not waited for; what it may have saved is said", async (_, begin) => {
  const isSlow = { GET: true, PUT: true }
  const url = await answering(({ method }, response) => {
    if (isSlow[method as "GET"]) begin(response)
    else response.writeHead(200, { etag: '"1"' }).end("{}")
  })
  const replace = () => openSite(url, 200).replace("our-shop-x7kq2mnp", "k", { ...draft, name: undefined })
  await expect(replace()).rejects.toThrow(`${url} does not answer in time.`)
  isSlow.GET = false
  await expect(replace()).rejects.toThrow(
    "It may have saved this all the same: look before you run it again.",
  )
})

test("a site that hangs up when it has what it was sent may have saved it, which is said", async () => {
  const url = await answering((request) => request.resume().on("end", () => request.socket.destroy()))
  await expect(openSite(url).create(draft)).rejects.toThrow(
    `${url} does not answer (ECONNRESET). It may have saved this all the same: look before you run it again.`,
  )
})

test("the process ends with the command's status", () => {
  const args = ["import", "user-agents.txt", "--name", "x", "--url", "http://127.0.0.1:9"]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "scripts/audience.js"), ...args],
    {
      cwd: join(root, "__tests__/unit/audience/exports"),
      // npm tells in INIT_CWD where it was called.
      env: { PATH: process.env.PATH },
      encoding: "utf8",
    },
  )
  expect(stderr).toBe("http://127.0.0.1:9 does not answer (ECONNREFUSED).\n")
  expect(stdout).not.toContain("Saved")
  expect(status).toBe(1)
})

test("reads standard input if the file is “-”", () => {
  const program = join(root, "scripts", "audience.js")
  const { status, stdout } = spawnSync(process.execPath, [program, "import", "-", "--dry-run"], {
    input: "Browser,Browser version,Users\nChrome,120,9\nFirefox,121,1\n",
    encoding: "utf8",
  })
  expect([status, stdout]).toEqual([0, expect.stringMatching(/chrome +90\.0%/)])
})

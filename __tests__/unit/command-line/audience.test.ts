import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { openSite } from "../../../src/command-line/stores"
import { SavedAudiences } from "../../../src/storage/saved-audiences"
import { openStorage } from "../../../src/storage/storage"

const root = resolve(__dirname, "../../..")
const exportsFolder = join(__dirname, "../audience/exports")
const folder = mkdtempSync(join(tmpdir(), "reachline-audience-"))
const storage = openStorage({ DATA_DIR: folder })
const audiences = new SavedAudiences(storage)

afterAll(async () => {
  await storage.close()
  rmSync(folder, { recursive: true })
})

interface Result {
  status: number | null
  out: string
  error: string
}

/** The command as a process of its own, called from the folder of the exports. */
async function run(
  args: string[],
  { input, env = {} }: { input?: string; env?: object } = {},
): Promise<Result> {
  const child = spawn(process.execPath, [join(root, "scripts/audience.js"), ...args], {
    cwd: exportsFolder,
    env: { PATH: process.env.PATH, DATA_DIR: folder, ...env },
  })
  const result: Result = { status: null, out: "", error: "" }
  child.stdout.setEncoding("utf8").on("data", (text) => {
    result.out += text
  })
  child.stderr.setEncoding("utf8").on("data", (text) => {
    result.error += text
  })
  child.stdin.end(input)
  ;[result.status] = await once(child, "close")
  return result
}

test("a dry run says what a file holds and saves nothing", async () => {
  const { status, out, error } = await run(["import", "apache-vhost-combined.txt", "--dry-run"])
  expect({ status, error }).toEqual({ status: 0, error: "" })
  expect(out).toBe(
    [
      "Counted 4 requests, and left out 2 of bots.",
      "  chrome                   50.0%  141 (50.0%)",
      "  safari_ios               25.0%  26 (25.0%)",
      "  unknown                  25.0%  IE 11 on Windows",
      "Skipped 1:",
      '  line 6: It has no user agent: “… "GET / HTTP/1.1" 200 512 "referrer" "user agent"”, the combined form, has one. [Fri Oct 10 13:55:40 2025] [error] child pid 1234 exit signal',
      "",
    ].join("\n"),
  )
  expect(await audiences.list()).toEqual([])
})

test("an import is saved in the database, and cron replaces its visits with the key", async () => {
  const first = await run(["import", "plausible-browser_versions.csv", "--name", "Our shop", "--listed"])
  expect(first).toMatchObject({ status: 0, error: "" })
  const [, slug = ""] = /Saved as (our-shop-\w{8}):/.exec(first.out) ?? []
  const [, key = ""] = /Edit key, told this once: (\S{43})\n$/.exec(first.out) ?? []
  expect(await audiences.list()).toEqual([{ slug, name: "Our shop" }])
  expect(await audiences.visits(slug, 1)).toMatchObject({ unknown: 8, source: "analytics" })

  const wrongKey = await run(["import", "user-agents.txt", "--update", slug, "--key", "x"])
  expect(wrongKey).toMatchObject({
    status: 1,
    error: `There is no audience ${slug} that this key may change.\n`,
  })

  // As `$(cat file)` leaves it on some systems.
  const env = { AUDIENCE_KEY: ` ${key}\r\n` }
  const next = await run(["import", "user-agents.txt", "--update", slug], { env })
  expect(next).toMatchObject({ status: 0, error: "" })
  expect(next.out).toContain(`Replaced the visits of ${slug}.`)
  expect(await audiences.find(slug)).toMatchObject({ name: "Our shop", listed: true, revision: 2 })
  expect(await audiences.visits(slug, 2)).toEqual({
    browsers: { chrome: { "141": 2 }, safari_ios: { "26": 1 } },
    unknown: 1,
    source: "user-agents",
  })
})

test("- reads the standard input, and what a log says does not reach the terminal as commands", async () => {
  const input = `203.0.113.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-" "\u001b[2Jstrange 1"\n`
  const { status, out } = await run(["import", "-", "--dry-run"], { input })
  expect(status).toBe(0)
  expect(out).toContain("\uFFFD[2Jstrange 1")
  expect(out).not.toContain("\u001b")
})

test.each<[string, string[], 1 | 2, RegExp]>([
  [
    "a file that is none",
    ["import", "nothing.csv", "--dry-run"],
    1,
    /^There is no file .*exports\/nothing\.csv\.\n$/,
  ],
  ["a directory", ["import", ".", "--dry-run"], 1, /is a directory: name one file/],
  [
    "a file of no known format",
    ["import", join(root, "LICENSE"), "--name", "x"],
    1,
    /^The file begins with “MIT License”/,
  ],
  ["no file", ["import", "--name", "x"], 2, /^Name one file to import, or -/],
  ["no name", ["import", "user-agents.txt"], 2, /^--name says what the audience is to be called/],
  [
    "a name of 101 characters",
    ["import", "user-agents.txt", "--name", "x".repeat(101)],
    2,
    /^--name: Takes a name of 1 to 100 characters/,
  ],
  [
    "a name that turns the text around it",
    ["import", "user-agents.txt", "--name", "a\u202eb"],
    2,
    /^--name: Takes a name without/,
  ],
  [
    "no key",
    ["import", "user-agents.txt", "--update", "our-shop-x7kq2mnp"],
    2,
    /^--update needs the audience's edit key/,
  ],
  ["another command", ["export"], 2, /^There is no command “export”/],
  ["an unknown option", ["import", "user-agents.txt", "--nmae", "x"], 2, /--nmae.*\n.*--help/],
  [
    "an address that is none",
    ["import", "user-agents.txt", "--name", "x", "--url", "localhost:9000"],
    2,
    /^--url takes the address of a site/,
  ],
  [
    "an address with a password",
    ["import", "user-agents.txt", "--name", "x", "--url", "http://user:secret@127.0.0.1:9"],
    2,
    /^--url takes an address without a name and a password in it\.\n(?!.*secret)/,
  ],
  [
    "a key with more around it",
    ["import", "user-agents.txt", "--update", "our-shop-x7kq2mnp", "--key", "“abc”"],
    2,
    /^An edit key has letters, digits, - and _ alone/,
  ],
  [
    "a site that is not there",
    ["import", "user-agents.txt", "--name", "x", "--url", "http://127.0.0.1:9"],
    1,
    /^http:\/\/127\.0\.0\.1:9 does not answer \(ECONNREFUSED\)/,
  ],
])("%s", async (_, args, status, says) => {
  const result = await run(args)
  expect(result.status).toBe(status)
  expect(result.error).toMatch(says)
  expect(result.out).not.toContain("Saved")
})

test("--help says what there is", async () => {
  const { status, out } = await run(["--help"])
  expect(status).toBe(0)
  for (const option of ["--name", "--listed", "--dry-run", "--update", "--key", "--url"])
    expect(out).toContain(option)
})

test("the help gives the key in a variable, and says where npm leaves the one of --key", async () => {
  const { out } = await run(["--help"])
  expect(out).toContain("AUDIENCE_KEY=<edit key> npm run audience -- import access.log --update")
  expect(out).not.toContain("--key <")
  expect(out).toMatch(/^--key .*npm prints it and keeps it in ~\/\.npm\/_logs/m)
  const { error } = await run(["import", "user-agents.txt", "--update", "our-shop-x7kq2mnp"])
  expect(error).toContain("edit key, in the variable AUDIENCE_KEY.")
})

test("a running site is asked by its API: POST for a new one, PUT with the ETag that it has", async () => {
  const asked: { method?: string; url?: string; headers: Record<string, unknown>; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const chunk of request) body += chunk
    const { authorization, "if-match": ifMatch } = request.headers
    asked.push({ method: request.method, url: request.url, headers: { authorization, ifMatch }, body })
    if (request.method === "POST") {
      response.writeHead(201, { "content-type": "application/json" })
      response.end(
        JSON.stringify({
          slug: "our-shop-x7kq2mnp",
          url: "http://x/audiences/our-shop-x7kq2mnp",
          editKey: "k",
        }),
      )
    } else if (request.method === "GET") response.writeHead(200, { etag: '"7"' }).end("{}")
    else if (authorization === "Bearer k") response.writeHead(200).end("{}")
    else {
      response.writeHead(403, { "content-type": "application/problem+json" })
      response.end(JSON.stringify({ detail: "This key is another audience's." }))
    }
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    const created = await run(["import", "user-agents.txt", "--name", "Our shop", "--url", url])
    expect(created.out).toContain(
      "Saved as our-shop-x7kq2mnp: http://x/audiences/our-shop-x7kq2mnp\nEdit key, told this once: k\n",
    )
    expect(asked[0]).toMatchObject({ method: "POST", url: "/api/audiences" })
    const figures = { browsers: { chrome: { "141": 2 }, safari_ios: { "26": 1 } }, unknown: 1 }
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
  } finally {
    server.close()
  }
})

describe("a site", () => {
  const visits = { browsers: { chrome: { "141": 2 } }, unknown: 0, source: "api" }
  const draft = { name: "Our shop", listed: false, visits }
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

  test("that moved is told by its address, and its old one never gets the key", async () => {
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
    expect(await run(update, { env })).toMatchObject({ status: 2, error: says })
    expect(asked).toEqual(["POST undefined", "GET undefined"])
  })

  test("that leads to a page of another is not followed either", async () => {
    const url = await answering((_, response) => {
      response.writeHead(302, { location: "https://login.example/?next=/" }).end()
    })
    await expect(openSite(url).create(draft)).rejects.toThrow(
      "The site leads to https://login.example/, which is no part of its API: give its own address as --url.",
    )
  })

  test.each([
    ["answer", () => undefined],
    [
      "end its answer",
      (response: ServerResponse) => void response.writeHead(200, { etag: '"1"' }).write("{"),
    ],
  ])("that does not %s is not waited for; what it may have saved is said", async (_, begin) => {
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

  test("that hangs up when it has what it was sent may have saved it, which is said", async () => {
    const url = await answering((request) => request.resume().on("end", () => request.socket.destroy()))
    await expect(openSite(url).create(draft)).rejects.toThrow(
      `${url} does not answer (ECONNRESET). It may have saved this all the same: look before you run it again.`,
    )
  })
})

test("a variable that cannot be is told before anything is saved", async () => {
  const file = join(folder, "plain")
  writeFileSync(file, "")
  const result = await run(["import", "user-agents.txt", "--name", "x"], { env: { DATA_DIR: file } })
  expect(result).toMatchObject({ status: 1, error: `DATA_DIR must be a directory, and ${file} is none.\n` })
})

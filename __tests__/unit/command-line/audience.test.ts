import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { SavedAudiences } from "#storage/saved-audiences"
import { openStorage } from "#storage/storage"
import { folder, root, run } from "../../support/inputs/run-audience-command"

const storage = openStorage({ DATA_DIR: folder })
const audiences = new SavedAudiences(storage)
afterAll(() => storage.close())

test("prints a summary in a dry run and saves nothing", async () => {
  const { status, out, error } = await run(["import", "apache-vhost-combined.txt", "--dry-run"])
  expect({ status, error }).toEqual({ status: 0, error: "" })
  expect(out).toBe(
    [
      "Counted 4 requests and excluded 2 from bots.",
      "  chrome                   50.0%  141 (50.0%)",
      "  safari_ios               25.0%  26 (25.0%)",
      "  unknown                  25.0%  IE 11 on Windows",
      "Skipped 1:",
      '  line 6: The line has no user agent. The combined format has one: … "GET / HTTP/1.1" 200 512 "referrer" "user agent". [Fri Oct 10 13:55:40 2025] [error] child pid 1234 exit signal',
      "",
    ].join("\n"),
  )
  expect(await audiences.list()).toEqual([])
})

test("prints the report of a dry run as JSON", async () => {
  const { status, out, error } = await run(["import", "apache-vhost-combined.txt", "--dry-run", "--json"])
  expect({ status, error }).toEqual({ status: 0, error: "" })
  expect(JSON.parse(out)).toEqual({
    format: "access-log",
    browsers: { chrome: { "141": 2 }, safari_ios: { "26": 1 } },
    unknown: { visits: 1, names: [{ name: "IE 11 on Windows", visits: 1 }] },
    lowerBounds: { visits: 0 },
    bots: {
      visits: 2,
      names: [
        { name: "(no user agent)", visits: 1 },
        { name: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", visits: 1 },
      ],
    },
    skipped: { total: 1, examples: [expect.objectContaining({ line: 6 })] },
    ignoredColumns: [],
  })
})

test("prints only the reason for a refusal, to standard error, with --json", async () => {
  const result = await run(["import", join(root, "LICENSE"), "--dry-run", "--json"])
  expect(result).toMatchObject({ status: 1, out: "", error: expect.stringMatching(/^The file begins with/) })
})

test("saves an import in the database and replaces its visits with the edit key", async () => {
  const first = await run(["import", "plausible-browser_versions.csv", "--name", "Our shop", "--listed"])
  expect(first).toMatchObject({ status: 0, error: "" })
  const [, slug = ""] = /Saved as (our-shop-\w{8}):/.exec(first.out) ?? []
  const [, key = ""] = /Edit key \(shown only once\): (\S{43})\n$/.exec(first.out) ?? []
  expect(await audiences.list()).toEqual([{ slug, name: "Our shop" }])
  expect(await audiences.visits(slug, 1)).toMatchObject({ unknown: 8, source: "analytics" })

  const wrongKey = await run(["import", "user-agents.txt", "--update", slug, "--key", "x"])
  expect(wrongKey).toMatchObject({
    status: 1,
    error: `The audience ${slug} does not exist, or this is not its edit key.\n`,
  })

  // The key has spaces and line breaks, as `$(cat file)` returns on some systems.
  const next = await run(["import", "user-agents.txt", "--update", slug], { AUDIENCE_KEY: ` ${key}\r\n` })
  expect(next).toMatchObject({ status: 0, error: "" })
  expect(next.out).toContain(`Replaced the visits of ${slug}.`)
  expect(await audiences.find(slug)).toMatchObject({ name: "Our shop", listed: true, revision: 2 })
  expect(await audiences.visits(slug, 2)).toEqual({
    browsers: { chrome: { "141": 2 }, safari_ios: { "26": 1 } },
    unknown: 1,
    source: "user-agents",
  })
})

test("replaces control characters of a log in the output", async () => {
  const file = join(folder, "control-characters.log")
  const request = `203.0.113.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-"`
  writeFileSync(file, `${request} "\u001b[2Jstrange 1"\n`)
  const { status, out } = await run(["import", file, "--dry-run"])
  expect(status).toBe(0)
  expect(out).toContain("\uFFFD[2Jstrange 1")
  expect(out).not.toContain("\u001b")
})

test.each<[problem: string, args: string[], status: 1 | 2, message: RegExp]>([
  [
    "a missing file",
    ["import", "nothing.csv", "--dry-run"],
    1,
    /^File not found: .*exports\/nothing\.csv\n$/,
  ],
  ["a directory", ["import", ".", "--dry-run"], 1, /is a directory\. Specify one file\./],
  [
    "a file in an unsupported format",
    ["import", join(root, "LICENSE"), "--name", "x"],
    1,
    /^The file begins with “MIT License”/,
  ],
  ["a missing file argument", ["import", "--name", "x"], 2, /^Specify one file to import, or -/],
  [
    "--json without --dry-run",
    ["import", "user-agents.txt", "--name", "x", "--json"],
    2,
    /^--json requires --dry-run/,
  ],
  ["a missing name", ["import", "user-agents.txt"], 2, /^--name is required for a new audience/],
  [
    "a name of 101 characters",
    ["import", "user-agents.txt", "--name", "x".repeat(101)],
    2,
    /^--name: Enter a name of 1 to 100 characters/,
  ],
  [
    "a name with a text direction character",
    ["import", "user-agents.txt", "--name", "a\u202eb"],
    2,
    /^--name: Enter a name without/,
  ],
  [
    "a missing edit key",
    ["import", "user-agents.txt", "--update", "our-shop-x7kq2mnp"],
    2,
    /^--update requires the edit key in the environment variable AUDIENCE_KEY/,
  ],
  ["an unknown command", ["export"], 2, /^Unknown command “export”/],
  ["an unknown option", ["import", "user-agents.txt", "--nmae", "x"], 2, /--nmae.*\n.*--help/],
  [
    "an invalid URL",
    ["import", "user-agents.txt", "--name", "x", "--url", "localhost:9000"],
    2,
    /^--url must be the address of a site/,
  ],
  [
    "a URL with a password, without repeating it",
    ["import", "user-agents.txt", "--name", "x", "--url", "http://user:secret@127.0.0.1:9"],
    2,
    /^--url must not contain a user name or a password\.\n(?!.*secret)/,
  ],
  [
    "an edit key with quotation marks",
    ["import", "user-agents.txt", "--update", "our-shop-x7kq2mnp", "--key", "“abc”"],
    2,
    /^This is not a valid edit key/,
  ],
])("rejects %s", async (_, args, status, message) => {
  const result = await run(args)
  expect(result.status).toBe(status)
  expect(result.error).toMatch(message)
  expect(result.out).not.toContain("Saved")
})

test("the help recommends the environment variable and warns that npm stores --key", async () => {
  const { out } = await run(["--help"])
  expect(out).toContain("AUDIENCE_KEY=<edit key> npm run audience -- import access.log --update")
  expect(out).not.toContain("--key <")
  expect(out).toMatch(/^--key .*npm prints it and stores it in ~\/\.npm\/_logs/m)
  const { error } = await run(["import", "user-agents.txt", "--update", "our-shop-x7kq2mnp"])
  expect(error).toContain("edit key in the environment variable AUDIENCE_KEY.")
})

test("rejects an invalid environment variable before it saves anything", async () => {
  const file = join(folder, "plain")
  writeFileSync(file, "")
  const result = await run(["import", "user-agents.txt", "--name", "x"], { DATA_DIR: file })
  expect(result).toMatchObject({
    status: 1,
    error: `DATA_DIR must be a directory, but ${file} is not one.\n`,
  })
})

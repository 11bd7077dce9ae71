import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { SavedAudiences } from "../../../src/storage/saved-audiences"
import { openStorage } from "../../../src/storage/storage"
import { folder, root, run } from "../../support/audience-command"

const storage = openStorage({ DATA_DIR: folder })
const audiences = new SavedAudiences(storage)
afterAll(() => storage.close())

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

test("what a log says does not reach the terminal as commands", async () => {
  const file = join(folder, "strange.log")
  const request = `203.0.113.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-"`
  writeFileSync(file, `${request} "\u001b[2Jstrange 1"\n`)
  const { status, out } = await run(["import", file, "--dry-run"])
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
])("%s", async (_, args, status, says) => {
  const result = await run(args)
  expect(result.status).toBe(status)
  expect(result.error).toMatch(says)
  expect(result.out).not.toContain("Saved")
})

test("the help gives the key in a variable, and says where npm leaves the one of --key", async () => {
  const { out } = await run(["--help"])
  expect(out).toContain("AUDIENCE_KEY=<edit key> npm run audience -- import access.log --update")
  expect(out).not.toContain("--key <")
  expect(out).toMatch(/^--key .*npm prints it and keeps it in ~\/\.npm\/_logs/m)
  const { error } = await run(["import", "user-agents.txt", "--update", "our-shop-x7kq2mnp"])
  expect(error).toContain("edit key, in the variable AUDIENCE_KEY.")
})

test("a variable that cannot be is told before anything is saved", async () => {
  const file = join(folder, "plain")
  writeFileSync(file, "")
  const result = await run(["import", "user-agents.txt", "--name", "x"], { DATA_DIR: file })
  expect(result).toMatchObject({ status: 1, error: `DATA_DIR must be a directory, and ${file} is none.\n` })
})

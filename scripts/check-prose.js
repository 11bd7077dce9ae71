/**
 * `npm run check:prose`: finds English phrases that are hard to read. It reads the comments, Markdown and test titles
 * of all files under version control, and fails if it finds such a phrase. `--count` prints only the totals. If
 * arguments name files, it reads only these files.
 */
const { execFileSync } = require("node:child_process")
const { existsSync, readFileSync } = require("node:fs")
const path = require("node:path")

const root = path.resolve(__dirname, "..")

/** @type {{ name: string, pattern: RegExp, advice: string }[]} */
const habits = [
  {
    name: "nobody, whoever, …",
    pattern: /\b(?:nobody|whoever|somebody|anybody)\b/gi,
    advice: "Name the actor: the server, the client, another process.",
  },
  { name: "… alone", pattern: /(?<!\b(?:leave|left|stand)[ -])\balone\b/gi, advice: "Write “only”." },
  {
    name: "is no, is none",
    pattern: /\b(?:is|are|was|were) (?:no|none)\b(?! longer)/gi,
    advice: "Write “is not a …”.",
  },
  {
    name: "anew, in place of, in its place, so many",
    pattern: /\b(?:anew|in (?:the )?place of|in (?:its|their) place|so many|so much)\b/gi,
    advice: "Write “again”, “instead of”, or the number.",
  },
  {
    name: "asks, tells, says, answers",
    pattern: /\b(?:ask(?:s|ed|ing)?|tell(?:s|ing)?|told|says?|said|saying|answer(?:s|ed|ing)?)\b/gi,
    advice: "Code requests, returns, reports, specifies, responds, contains.",
  },
]

/** @param {string} file @returns {{ line: number, text: string }[]} the prose of a file, with line numbers */
function proseOf(file) {
  const source = readFileSync(path.join(root, file), "utf8")
  if (file.endsWith(".md")) return markdownLines(source)
  return matchesOf(source, codeProse)
}

/**
 * Matches comments and the titles of tests. A title can also follow the table of `test.each(…)`, so a text in `)("…"`
 * counts as a title. Strings come before comments, so that text in a string is not read as a comment.
 */
const codeProse =
  /(?<title>(?:\b(?:test|describe|it)(?:\.\w+)*|\))\(\s*(?:"(?:[^"\\]|\\.)*"|`[^`]*`))|(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<comment>\/\*[\s\S]*?\*\/|(?<!:)\/\/.*)/g

/** @param {string} source @param {RegExp} pattern */
function matchesOf(source, pattern) {
  const found = []
  for (const match of source.matchAll(pattern)) {
    const text = match.groups?.title ?? match.groups?.comment
    if (text === undefined) continue
    const first = source.slice(0, match.index).split("\n").length
    found.push(...text.split("\n").map((line, index) => ({ line: first + index, text: line })))
  }
  return found
}

/** @param {string} source the text of a Markdown file, without its code */
function markdownLines(source) {
  let isCode = false
  return source.split("\n").flatMap((text, index) => {
    if (/^\s*```/.test(text)) isCode = !isCode
    return isCode ? [] : [{ line: index + 1, text: text.replace(/`[^`]*`/g, "``") }]
  })
}

/** Returns the files under version control that exist. Returns no files without a git repository. */
function listFiles() {
  try {
    const options = { cwd: root, encoding: /** @type {const} */ ("utf8") }
    const listed = execFileSync("git", ["ls-files", "--", ...named], options).split("\n")
    return listed.filter((file) => existsSync(path.join(root, file)))
  } catch {
    console.log("The prose is not checked, because this folder is not a git repository.")
    return []
  }
}

const isCount = process.argv.includes("--count")
const named = process.argv.slice(2).filter((argument) => !argument.startsWith("--"))
const files = listFiles().filter(
  (file) => /\.(?:md|tsx?|m?js|css)$/.test(file) && file !== "scripts/check-prose.js",
)

const totals = habits.map(({ name, pattern, advice }) => {
  const hits = files.flatMap((file) =>
    proseOf(file).flatMap(({ line, text }) =>
      Array.from(text.matchAll(pattern), ([word]) => `${file}:${line}: “${word}”. ${advice}`),
    ),
  )
  if (!isCount) for (const hit of hits) console.log(hit)
  return { name, total: hits.length }
})
for (const { name, total } of totals) console.log(`${String(total).padStart(5)}  ${name}`)
if (!isCount && totals.some(({ total }) => total > 0)) process.exitCode = 1

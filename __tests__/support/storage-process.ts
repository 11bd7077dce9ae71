import { writeSync } from "node:fs"
import { createInterface } from "node:readline/promises"
import { SavedAudiences, type SavedVisits } from "../../src/storage/saved-audiences"
import { openStorage } from "../../src/storage/storage"

// A process that saves, for the tests that start several of them and end some. What it was told is saved it writes out,
// at once and line by line.
const say = (line: string) => writeSync(1, `${line}\n`)

/** Visits of which every part tells the same number: half of them would be seen. */
export function visitsOf(number: number): SavedVisits {
  const versions = Array.from({ length: 300 }, (_, version) => [String(version + 1), number])
  return { browsers: { chrome: Object.fromEntries(versions) }, unknown: number, source: String(number) }
}

/** Saves 200 times, new ones and new revisions in turn: `saved <slug> <revision>`. */
async function saveMany(saved: SavedAudiences) {
  const draft = { name: "Kept", listed: true }
  for (let round = 0; round < 50; round++) {
    const { slug } = await saved.create({ ...draft, visits: visitsOf(1) })
    say(`saved ${slug} 1`)
    for (let revision = 1; revision < 4; revision++) {
      const next = await saved.update(slug, revision, { ...draft, visits: visitsOf(revision + 1) })
      say(`saved ${slug} ${next}`)
    }
  }
}

/** Adds one to an audience ten times, whatever the others do at the same time, and reads and saves others meanwhile. */
async function addTen(saved: SavedAudiences, slug: string) {
  for (let added = 0; added < 10; ) {
    const found = await saved.find(slug)
    const visits = found && (await saved.visits(slug, found.visitsRevision))
    if (!found || !visits) throw new Error(`${slug} is not there`)
    const result = await saved.update(slug, found.revision, {
      name: found.name,
      listed: true,
      visits: visitsOf(visits.unknown + 1),
    })
    if (result !== "stale") added++
    await saved.list()
  }
  await saved.create({ name: "Another", listed: true, visits: visitsOf(1) })
  say("added")
}

async function main() {
  const [job] = process.argv.slice(2)
  const storage = openStorage(process.env)
  const saved = new SavedAudiences(storage)
  const input = createInterface(process.stdin)
  if (job === "save") {
    await saveMany(saved)
    // Whoever means to end it in the midst of saving may be late: it is there to be ended all the same.
    await input.question("")
  } else {
    // Whichever of several is first migrates. Then all wait to be told which audience they share.
    say(`listed ${(await saved.list()).length}`)
    await addTen(saved, await input.question(""))
  }
  input.close()
  await storage.close()
}

if (require.main === module) main()

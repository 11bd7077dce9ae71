import { writeSync } from "node:fs"
import { createInterface } from "node:readline/promises"
import { SavedAudiences, type SavedVisits } from "#storage/saved-audiences"
import { openStorage } from "#storage/storage"

// A process that saves audiences, for tests that start several processes or kill one. It writes a line for each
// acknowledged save, synchronously.
const writeLine = (line: string) => writeSync(1, `${line}\n`)

/** Visits whose values are all the same number. Different numbers in a saved audience reveal a partial save. */
export function visitsOf(number: number): SavedVisits {
  const versions = Array.from({ length: 300 }, (_, version) => [String(version + 1), number])
  return { browsers: { chrome: Object.fromEntries(versions) }, unknown: number, source: String(number) }
}

/** Saves 50 audiences with 4 revisions each. Writes `saved <slug> <revision>` for each save. */
async function saveMany(saved: SavedAudiences) {
  const draft = { name: "Kept", listed: true }
  for (let round = 0; round < 50; round++) {
    const { slug } = await saved.create({ ...draft, visits: visitsOf(1) })
    writeLine(`saved ${slug} 1`)
    for (let revision = 1; revision < 4; revision++) {
      const next = await saved.update(slug, revision, { ...draft, visits: visitsOf(revision + 1) })
      writeLine(`saved ${slug} ${next}`)
    }
  }
}

async function addTen(saved: SavedAudiences, slug: string) {
  for (let added = 0; added < 10; ) {
    const found = await saved.find(slug)
    const visits = found && (await saved.visits(slug, found.visitsRevision))
    if (!found || !visits) throw new Error(`Audience ${slug} not found`)
    const result = await saved.update(slug, found.revision, {
      name: found.name,
      listed: true,
      visits: visitsOf(visits.unknown + 1),
    })
    if (result !== "stale") added++
    await saved.list()
  }
  await saved.create({ name: "Another", listed: true, visits: visitsOf(1) })
  writeLine("added")
}

async function main() {
  const [job] = process.argv.slice(2)
  const storage = openStorage(process.env)
  const saved = new SavedAudiences(storage)
  const input = createInterface(process.stdin)
  if (job === "save") {
    await saveMany(saved)
    // Stays alive, so that a late kill signal still finds the process.
    await input.question("")
  } else {
    // The first process migrates the database. Then all processes wait for the slug of the shared audience on stdin.
    writeLine(`listed ${(await saved.list()).length}`)
    await addTen(saved, await input.question(""))
  }
  input.close()
  await storage.close()
}

if (require.main === module) main()

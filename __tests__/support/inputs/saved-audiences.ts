import { SavedAudiences } from "#storage/saved-audiences"
import { openStorage, type Storage } from "#storage/storage"
import { isStorageUnavailable } from "#storage/storage-unavailable"

export const draft = {
  name: "Here",
  listed: true,
  visits: { browsers: { chrome: { "120": 1 } }, unknown: 0, source: "api" },
}

const storages: Storage[] = []
afterEach(async () => {
  await Promise.all(storages.splice(0).map((storage) => storage.close()))
})

/** Opens the database that an environment configures. It is closed after the test. */
export function audiencesOf(env: Record<string, string>): SavedAudiences {
  const storage = openStorage(env)
  storages.push(storage)
  return new SavedAudiences(storage)
}

export async function resultOf(query: Promise<unknown>): Promise<unknown> {
  return query.catch((error) => {
    if (isStorageUnavailable(error)) return "unavailable"
    throw error
  })
}

/** Opens the database that an environment configures, runs `work`, and closes the database. */
export async function withStorage<Result>(
  env: Record<string, string>,
  work: (saved: SavedAudiences, storage: Storage) => Promise<Result>,
): Promise<Result> {
  const storage = openStorage(env)
  try {
    return await work(new SavedAudiences(storage), storage)
  } finally {
    await storage.close()
  }
}

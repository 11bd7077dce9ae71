import type * as KyselyPackage from "kysely"
import { nodeRequire } from "#runtime/node-require"
import { migrations, type Tables } from "./tables"

type Db = KyselyPackage.Kysely<Tables>

function migratorOf(db: Db) {
  const { Migrator } = nodeRequire<typeof KyselyPackage>("kysely")
  return new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
}

export async function pendingMigrations(db: Db): Promise<boolean> {
  const known = await migratorOf(db).getMigrations()
  return known.some(({ executedAt }) => executedAt === undefined)
}

/** Runs all pending migrations. @throws the error of the first failed migration */
export async function migrate(db: Db): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest()
  if (error) throw error
}

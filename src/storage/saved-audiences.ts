import type { Kysely } from "kysely"
import type { Usage } from "../catalog/catalog"
import { processSingleton } from "../catalog/process-singleton"
import { createEditKey, hashKey, matchesHash } from "./edit-key"
import { createSlug } from "./slug"
import { openStorage, type Storage } from "./storage"
import type { Tables } from "./tables"

/** Who visited: counts on any scale. */
export interface SavedVisits {
  browsers: Usage
  /** Visits of browsers that nobody tracks or maps, on the scale of `browsers`. */
  unknown: number
  /** Where the figures are from, such as `api` or the format of an import. */
  source: string
}

export interface AudienceDraft {
  name: string
  /** Whether everybody finds it in the list; who has its slug sees it either way. */
  listed: boolean
  visits: SavedVisits
}

export interface SavedAudience {
  slug: string
  name: string
  listed: boolean
  /** Counts the saves, from 1. */
  revision: number
  /** The revision that brought its visits, and when (ISO 8601, in UTC). */
  visitsRevision: number
  savedAt: string
}

/** How many audiences the list has at most: the newest. */
const mostListed = 1_000

/** The audiences that teams saved. Every method throws StorageUnavailable where the database is not there. */
export class SavedAudiences {
  constructor(private readonly storage: Storage) {}

  /** Saves a new one. The key is told here, and never again. */
  async create({ name, listed, visits }: AudienceDraft): Promise<{ slug: string; editKey: string }> {
    const slug = createSlug(name)
    const editKey = createEditKey()
    const keyHash = hashKey(editKey)
    const now = new Date().toISOString()
    const saved = { slug, editKey }
    const save = async (db: Kysely<Tables>) => {
      await db
        .insertInto("audiences")
        .values({
          slug,
          name,
          listed: Number(listed),
          key_hash: keyHash,
          created_at: now,
          revision: 1,
          visits_revision: 1,
        })
        .execute()
      await db
        .insertInto("audience_visits")
        .values(visitsRow(slug, 1, now, visits))
        .execute()
      return saved
    }
    return this.storage.transact(save, async (db) => {
      const row = await db
        .selectFrom("audiences")
        .select("key_hash")
        .where("slug", "=", slug)
        .executeTakeFirst()
      return row?.key_hash === keyHash ? saved : undefined
    })
  }

  /** Its current state, without the visits. */
  async find(slug: string): Promise<SavedAudience | undefined> {
    const row = await this.storage.run((db) =>
      db
        .selectFrom("audiences")
        .innerJoin("audience_visits", (join) =>
          join
            .onRef("audience_visits.slug", "=", "audiences.slug")
            .onRef("audience_visits.revision", "=", "audiences.visits_revision"),
        )
        .select(["audiences.slug", "name", "listed", "audiences.revision", "visits_revision", "saved_at"])
        .where("audiences.slug", "=", slug)
        .executeTakeFirst(),
    )
    return (
      row && {
        slug: row.slug,
        name: row.name,
        listed: row.listed === 1,
        revision: row.revision,
        visitsRevision: row.visits_revision,
        savedAt: row.saved_at,
      }
    )
  }

  async visits(slug: string, revision: number): Promise<SavedVisits | undefined> {
    const row = await this.storage.run((db) =>
      db
        .selectFrom("audience_visits")
        .select(["browsers", "unknown_visits", "source"])
        .where("slug", "=", slug)
        .where("revision", "=", revision)
        .executeTakeFirst(),
    )
    return row && { browsers: JSON.parse(row.browsers), unknown: row.unknown_visits, source: row.source }
  }

  /** Those that are listed, newest first. */
  async list(): Promise<{ slug: string; name: string }[]> {
    return this.storage.run((db) =>
      db
        .selectFrom("audiences")
        .select(["slug", "name"])
        .where("listed", "=", 1)
        .orderBy("created_at", "desc")
        .limit(mostListed)
        .execute(),
    )
  }

  /** When its visits were saved, newest first. */
  async history(slug: string, most: number) {
    return this.storage.run((db) =>
      db
        .selectFrom("audience_visits")
        .select(["revision", "saved_at as savedAt", "source"])
        .where("slug", "=", slug)
        .orderBy("revision", "desc")
        .limit(most)
        .execute(),
    )
  }

  /** Whether a key may change an audience; undefined where there is none of that slug. */
  async isKey(slug: string, key: string): Promise<boolean | undefined> {
    const row = await this.storage.run((db) =>
      db.selectFrom("audiences").select("key_hash").where("slug", "=", slug).executeTakeFirst(),
    )
    return row && matchesHash(key, row.key_hash)
  }

  /**
   * Saves over revision `expected` and returns the new one; `stale` where the current one is another, or the audience is
   * gone. Without `visits` it keeps those that it has.
   */
  async update(
    slug: string,
    expected: number,
    { name, listed, visits }: Omit<AudienceDraft, "visits"> & { visits?: SavedVisits | undefined },
  ): Promise<number | "stale"> {
    const revision = expected + 1
    const savedAt = new Date().toISOString()
    const save = async (db: Kysely<Tables>) => {
      // A write comes first: it takes the lock, and whoever is second finds no such revision any more.
      const { numUpdatedRows } = await db
        .updateTable("audiences")
        .set({ name, listed: Number(listed), revision, ...(visits && { visits_revision: revision }) })
        .where("slug", "=", slug)
        .where("revision", "=", expected)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return "stale"
      if (visits) {
        const row = visitsRow(slug, revision, savedAt, visits)
        await db.insertInto("audience_visits").values(row).execute()
      }
      return revision
    }
    return this.storage.transact<number | "stale">(save, async (db) => {
      const found = visits
        ? await db
            .selectFrom("audience_visits")
            .select("revision")
            .where("slug", "=", slug)
            .where("revision", "=", revision)
            .where("saved_at", "=", savedAt)
            .executeTakeFirst()
        : await db
            .selectFrom("audiences")
            .select("revision")
            .where("slug", "=", slug)
            .where("revision", "=", revision)
            .where("visits_revision", "<", revision)
            .where("name", "=", name)
            .where("listed", "=", Number(listed))
            .executeTakeFirst()
      return found?.revision
    })
  }

  /** Removes it with its history; false where there is none, or its revision is not the `expected` one. */
  async remove(slug: string, expected?: number): Promise<boolean> {
    const remove = async (db: Kysely<Tables>) => {
      const removal = db.deleteFrom("audiences").where("slug", "=", slug)
      const { numDeletedRows } = await (expected === undefined
        ? removal
        : removal.where("revision", "=", expected)
      ).executeTakeFirst()
      return numDeletedRows > 0n
    }
    return this.storage.transact(remove, async (db) => {
      const row = await db.selectFrom("audiences").select("slug").where("slug", "=", slug).executeTakeFirst()
      return row ? undefined : true
    })
  }
}

function visitsRow(
  slug: string,
  revision: number,
  savedAt: string,
  { browsers, unknown, source }: SavedVisits,
): Tables["audience_visits"] {
  return {
    slug,
    revision,
    saved_at: savedAt,
    browsers: JSON.stringify(browsers),
    unknown_visits: unknown,
    source,
  }
}

export function savedAudiences(): SavedAudiences {
  return processSingleton("saved-audiences", () => new SavedAudiences(openStorage(globalThis.process.env)))
}

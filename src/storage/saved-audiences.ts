import type { Kysely } from "kysely"
import type { Usage } from "#catalog/catalog"
import { processSingleton } from "#runtime/process-singleton"
import { createEditKey, hashKey, matchesHash } from "./edit-key-hash"
import { createSlug } from "./slug"
import { openStorage, type Storage } from "./storage"
import type { Tables } from "./tables"

/** Numbers of visits, on any scale. */
export type SavedVisits = {
  browsers: Usage
  /** Visits by unknown browsers, on the scale of `browsers`. */
  unknown: number
  /** The visits in `browsers` whose real version can be newer, on the scale of `browsers`. Default: 0. */
  lowerBounds?: number
  source: string
}

export type AudienceDraft = {
  name: string
  /** Whether the public list contains the audience. Anyone with the slug can read an unlisted audience. */
  listed: boolean
  visits: SavedVisits
}

export type SavedAudience = {
  slug: string
  name: string
  listed: boolean
  revision: number
  /** The revision that last changed the visits. */
  visitsRevision: number
  /** The time of the last save of visits, in ISO 8601 and UTC. */
  savedAt: string
}

const maxListed = 1_000

/** Audiences that teams saved. Every method throws StorageUnavailable if the database cannot be reached. */
export class SavedAudiences {
  readonly #storage: Storage

  constructor(storage: Storage) {
    this.#storage = storage
  }

  /** Saves a new audience. Only this method returns the edit key. */
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
    return this.#storage.transact(save, async (db) => {
      const row = await db
        .selectFrom("audiences")
        .select("key_hash")
        .where("slug", "=", slug)
        .executeTakeFirst()
      return row?.key_hash === keyHash ? saved : undefined
    })
  }

  /** Returns an audience without its visits, or undefined if the audience does not exist. */
  async find(slug: string): Promise<SavedAudience | undefined> {
    const row = await this.#storage.run((db) =>
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
    const row = await this.#storage.run((db) =>
      db
        .selectFrom("audience_visits")
        .select(["browsers", "unknown_visits", "lower_bound_visits", "source"])
        .where("slug", "=", slug)
        .where("revision", "=", revision)
        .executeTakeFirst(),
    )
    return (
      row && {
        browsers: JSON.parse(row.browsers),
        unknown: row.unknown_visits,
        source: row.source,
        ...(row.lower_bound_visits > 0 && { lowerBounds: row.lower_bound_visits }),
      }
    )
  }

  /** Returns at most 1,000 listed audiences, newest first. */
  async list(): Promise<{ slug: string; name: string }[]> {
    return this.#storage.run((db) =>
      db
        .selectFrom("audiences")
        .select(["slug", "name"])
        .where("listed", "=", 1)
        .orderBy("created_at", "desc")
        .limit(maxListed)
        .execute(),
    )
  }

  /** Returns the revisions that changed the visits, newest first. */
  async history(slug: string, limit: number) {
    return this.#storage.run((db) =>
      db
        .selectFrom("audience_visits")
        .select(["revision", "saved_at as savedAt", "source"])
        .where("slug", "=", slug)
        .orderBy("revision", "desc")
        .limit(limit)
        .execute(),
    )
  }

  /** Returns whether `key` is the edit key of an audience. Returns undefined if the audience does not exist. */
  async isEditKey(slug: string, key: string): Promise<boolean | undefined> {
    const row = await this.#storage.run((db) =>
      db.selectFrom("audiences").select("key_hash").where("slug", "=", slug).executeTakeFirst(),
    )
    return row && matchesHash(key, row.key_hash)
  }

  /**
   * Saves a new revision and returns the number of the revision. Returns `stale` if the current revision is not
   * `expectedRevision`. If `visits` is undefined, the audience keeps its visits.
   */
  async update(
    slug: string,
    expectedRevision: number,
    { name, listed, visits }: Omit<AudienceDraft, "visits"> & { visits?: SavedVisits | undefined },
  ): Promise<number | "stale"> {
    const revision = expectedRevision + 1
    const savedAt = new Date().toISOString()
    const save = async (db: Kysely<Tables>) => {
      // The first statement is a write, which takes the lock. A concurrent update then finds no row with
      // `expectedRevision`.
      const { numUpdatedRows } = await db
        .updateTable("audiences")
        .set({ name, listed: Number(listed), revision, ...(visits && { visits_revision: revision }) })
        .where("slug", "=", slug)
        .where("revision", "=", expectedRevision)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return "stale"
      if (visits) {
        const row = visitsRow(slug, revision, savedAt, visits)
        await db.insertInto("audience_visits").values(row).execute()
      }
      return revision
    }
    return this.#storage.transact<number | "stale">(save, async (db) => {
      const saved = visits
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
      return saved?.revision
    })
  }

  /**
   * Removes an audience and its history. Returns false if the audience does not exist, or if the current revision is
   * not `expectedRevision`.
   */
  async remove(slug: string, expectedRevision?: number): Promise<boolean> {
    const remove = async (db: Kysely<Tables>) => {
      const removal = db.deleteFrom("audiences").where("slug", "=", slug)
      const { numDeletedRows } = await (expectedRevision === undefined
        ? removal
        : removal.where("revision", "=", expectedRevision)
      ).executeTakeFirst()
      return numDeletedRows > 0n
    }
    return this.#storage.transact(remove, async (db) => {
      const row = await db.selectFrom("audiences").select("slug").where("slug", "=", slug).executeTakeFirst()
      return row ? undefined : true
    })
  }
}

function visitsRow(
  slug: string,
  revision: number,
  savedAt: string,
  { browsers, unknown, lowerBounds = 0, source }: SavedVisits,
): Tables["audience_visits"] {
  return {
    slug,
    revision,
    saved_at: savedAt,
    browsers: JSON.stringify(browsers),
    unknown_visits: unknown,
    lower_bound_visits: lowerBounds,
    source,
  }
}

/**
 * Returns the saved audiences in the database that the environment variables specify. The process has only one
 * instance.
 */
export function savedAudiences(): SavedAudiences {
  return processSingleton("saved-audiences", () => new SavedAudiences(openStorage(globalThis.process.env)))
}

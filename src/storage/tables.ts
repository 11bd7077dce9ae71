import type { Kysely, Migration } from "kysely"

/** The tables, the same on SQLite and PostgreSQL. Times are ISO 8601 in UTC. */
export type Tables = {
  audiences: {
    slug: string
    name: string
    /** 0 or 1, because SQLite has no boolean type. */
    listed: number
    key_hash: string
    created_at: string
    revision: number
    /** The revision that last changed the visits. */
    visits_revision: number
  }
  /** The history of an audience. Each row contains the visits of a revision that changed the visits. */
  audience_visits: {
    slug: string
    revision: number
    saved_at: string
    browsers: string
    unknown_visits: number
    lower_bound_visits: number
    source: string
  }
}

/**
 * Kysely runs the migrations in the order of their names. Never change a released migration. Add a new migration
 * instead.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  "2026-11-saved-audiences": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("audiences")
        .addColumn("slug", "text", (column) => column.primaryKey())
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("listed", "integer", (column) => column.notNull())
        .addColumn("key_hash", "text", (column) => column.notNull())
        .addColumn("created_at", "text", (column) => column.notNull())
        .addColumn("revision", "integer", (column) => column.notNull())
        .addColumn("visits_revision", "integer", (column) => column.notNull())
        .execute()
      await db.schema
        .createTable("audience_visits")
        .addColumn("slug", "text", (column) =>
          column.notNull().references("audiences.slug").onDelete("cascade"),
        )
        .addColumn("revision", "integer", (column) => column.notNull())
        .addColumn("saved_at", "text", (column) => column.notNull())
        .addColumn("browsers", "text", (column) => column.notNull())
        .addColumn("unknown_visits", "double precision", (column) => column.notNull())
        .addColumn("source", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("audience_visits_key", ["slug", "revision"])
        .execute()
    },
  },
  "2026-12-lower-bounds": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable("audience_visits")
        .addColumn("lower_bound_visits", "double precision", (column) => column.notNull().defaultTo(0))
        .execute()
    },
  },
}

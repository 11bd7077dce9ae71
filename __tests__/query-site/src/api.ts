import { createResourceApi } from "../../../src/query/resource-api"
import type { resources } from "./resources"

export const routes = { books: "/api/books", book: "/api/books/{id}", shelf: "/api/shelves/{slug}" }

export const api = createResourceApi<typeof resources>(routes)

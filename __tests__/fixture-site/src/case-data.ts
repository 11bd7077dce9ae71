/** A query or a mutation of `casesApi`. */
export type CaseRequest = {
  name: "rows" | "text" | "me" | "when" | "votes" | "vote"
  parameters?: Record<string, string>
}

const size = 5

/** Returns the data of a query. `cookie` is the visitor's cookie, which is read only if the query needs it. */
export function readCase({ name, parameters = {} }: CaseRequest, cookie: () => string | null): unknown {
  switch (name) {
    case "rows":
      return Array.from({ length: size }, (_, row) => `row ${Number(parameters.page) * size + row}`)
    case "me":
      return { name: /user=(\w+)/.exec(cookie() ?? "")?.[1] ?? "nobody" }
    case "when":
      return { when: "2026-05-04T00:00:00Z" }
    case "votes":
      return { count: 1 }
    default:
      return { text: `text of ${name}` }
  }
}

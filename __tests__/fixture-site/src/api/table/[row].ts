import { badRequest, createEndpoint, gone, notFound, redirect, shared } from "gatsby-plugin-server-data"

export default createEndpoint()({
  cache: shared({ maxAge: 300, staleWhileRevalidate: 86_400 }),
  timeoutMs: 300,
  load: async ({ params: { row = "" }, signal }) => {
    switch (row) {
      case "301":
      case "302":
      case "307":
      case "308":
        throw redirect("/api/table/200", Number(row) as 301)
      case "400":
        throw badRequest([{ parameter: "min", message: "Takes 0 to 100." }])
      case "404":
        throw notFound({ detail: "There is no such row.", suggestions: ["200"] })
      case "410":
        throw gone({ detail: "This row was split.", successors: ["200"] })
      case "500":
        throw new Error("secret internals")
      case "503":
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
    }
    return { row }
  },
})

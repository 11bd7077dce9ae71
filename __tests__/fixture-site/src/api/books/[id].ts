import { createEndpoint, pathPrefix, redirect } from "gatsby-plugin-server-data"

/** Book `a` has moved to `b`, for reads and writes. The response for another book contains its path. */
export default createEndpoint()({
  load({ params: { id }, url }) {
    if (id === "a") throw redirect("/api/books/b?x=1", 301)
    return { url: url.pathname, prefixed: pathPrefix() + url.pathname }
  },
  writes: {
    PUT({ params: { id } }) {
      if (id === "a") throw redirect("/api/books/b", 308)
      return { url: `${pathPrefix()}/books/${id}` }
    },
  },
})

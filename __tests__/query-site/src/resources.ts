/** What stands here must not be found in the browser's bundles. */
export const secret = "known-to-the-server-alone"

export const resources = {
  books: {
    resolve: (_: Record<never, never>) => ({
      items: Array.from({ length: 50 }, (_, index) => ({ id: `b${index}`, title: `Book ${index}` })),
    }),
  },
  book: {
    resolve({ id }: { id: string }) {
      if (id === "flaky" || id === "none") throw new Error(secret)
      return { id, title: `Book ${id}`, at: Date.now() }
    },
  },
  shelf: {
    resolve: ({ slug }: { slug: string }) => ({
      slug,
      note: "</script><script>window.injected = true</script><!--",
      at: Date.now(),
    }),
  },
}

import type { GetServerDataProps } from "gatsby"

/** What Gatsby gives getServerData on a visit. */
export function visit(url: string, more: Partial<GetServerDataProps> = {}): GetServerDataProps {
  return { headers: new Map(), method: "GET", url, query: {}, params: {}, pageContext: {}, ...more }
}

/** What it gives for the page data of the same page. */
export const pageData = (path: string, search = "") => visit(`/page-data${path}/page-data.json${search}`)

/** What Gatsby defines in functions alone, of a site below /blog. */
export function belowBlog(): void {
  beforeEach(() => Object.assign(globalThis, { PREFIX_TO_STRIP: "blog" }))
  afterEach(() => Reflect.deleteProperty(globalThis, "PREFIX_TO_STRIP"))
}

/** Runs with what only production does, or leaves out. */
export async function inProduction(run: () => Promise<void>): Promise<void> {
  const { NODE_ENV } = process.env
  Object.assign(process.env, { NODE_ENV: "production" })
  try {
    await run()
  } finally {
    Object.assign(process.env, { NODE_ENV })
  }
}

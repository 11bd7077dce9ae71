import type { GetServerDataProps } from "gatsby"

export function visit(url: string, more: Partial<GetServerDataProps> = {}): GetServerDataProps {
  return { headers: new Map(), method: "GET", url, query: {}, params: {}, pageContext: {}, ...more }
}

export const pageData = (path: string, search = "") => visit(`/page-data${path}/page-data.json${search}`)

/** Defines the path prefix /blog as Gatsby does in functions. */
export function belowBlog(): void {
  beforeEach(() => Object.assign(globalThis, { PREFIX_TO_STRIP: "blog" }))
  afterEach(() => Reflect.deleteProperty(globalThis, "PREFIX_TO_STRIP"))
}

export async function inProduction(run: () => Promise<void>): Promise<void> {
  const { NODE_ENV } = process.env
  Object.assign(process.env, { NODE_ENV: "production" })
  try {
    await run()
  } finally {
    Object.assign(process.env, { NODE_ENV })
  }
}

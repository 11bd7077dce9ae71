import { join } from "node:path"
import { onCreateWebpackConfig } from "../../gatsby-node.js"

type Resource = { request: string; contextInfo: { issuer: string } }

const folder = join(__dirname, "..", "..")
const replacement = join(folder, "dist", "index.mjs")

/** Returns the request that webpack resolves for an import in the module `issuer`. */
function resolvedRequest(request: string, issuer: string): string {
  const resource: Resource = { request, contextInfo: { issuer } }
  const beforeResolve = { tap: (_name: string, resolve: (resource: Resource) => void) => resolve(resource) }
  const afterResolve = { tap: () => {} }
  const factory = { hooks: { beforeResolve, afterResolve } }
  const normalModuleFactory = { tap: (_name: string, use: (created: typeof factory) => void) => use(factory) }
  const setWebpackConfig = ({ plugins }: { plugins: { apply(compiler: object): void }[] }) => {
    for (const plugin of plugins) plugin.apply({ hooks: { normalModuleFactory } } as never)
  }
  onCreateWebpackConfig?.({ actions: { setWebpackConfig } } as never, { plugins: [] }, () => {})
  return resource.request
}

test.each(["@reduxjs/toolkit/query", "@reduxjs/toolkit/query/react"])(
  "%s is this package in the site and in other packages",
  (request) => {
    for (const issuer of ["/site/src/store/api.js", "/site/node_modules/shared-slices/index.js"]) {
      expect(resolvedRequest(request, issuer)).toBe(replacement)
    }
  },
)

test.each([
  ["this package", join(folder, "dist", "index.mjs")],
  ["Redux Toolkit", "/site/node_modules/@reduxjs/toolkit/dist/query/react/rtk-query-react.modern.mjs"],
  [
    "Redux Toolkit installed by pnpm",
    "/site/node_modules/.pnpm/a@1/node_modules/@reduxjs/toolkit/dist/q.mjs",
  ],
])("RTK Query stays itself in %s", (_, issuer) => {
  const request = "@reduxjs/toolkit/query/react"
  expect(resolvedRequest(request, issuer)).toBe(request)
})

test.each(["@reduxjs/toolkit", "@reduxjs/toolkit/react", "@reduxjs/toolkit/query/react/extra"])(
  "%s is not replaced",
  (request) => {
    expect(resolvedRequest(request, "/site/src/store/api.js")).toBe(request)
  },
)

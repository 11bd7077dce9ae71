import { resolve } from "node:path"
import type { GatsbyNode } from "gatsby"

const named = resolve("src/templates/named.tsx")
const deferred = resolve("src/templates/deferred.tsx")
const picture = resolve("src/templates/picture.tsx")
const staticTemplate = resolve("src/templates/static.tsx")

/** Paths with encoded characters. Gatsby decodes a path before it looks for a page. */
const unusualPaths = ["/wörter", "/a b", "/d'or", '/größe "x" & más/ünï']

export const createPages: GatsbyNode["createPages"] = ({ actions }) => {
  const { createPage, createRedirect } = actions
  createPage({ path: "/deferred", component: deferred, context: { wanted: "Not ours" }, defer: true })
  for (const path of unusualPaths) createPage({ path, component: named, context: { ownPath: path } })
  createPage({ path: "/käse", component: deferred, context: {}, defer: true })
  createPage({ path: "/löwe", component: staticTemplate, context: { text: "Static löwe" } })

  // The `path` of the first page does not match its `matchPath`.
  createPage({ path: "/shop", matchPath: "/shop/:item", component: named, context: {} })
  createPage({ path: "/länder", matchPath: "/länder/:land/*", component: named, context: {} })
  createPage({ path: "/later", matchPath: "/later/*", component: deferred, context: {}, defer: true })
  createPage({ path: "/konto", matchPath: "/konto/*", component: staticTemplate, context: { text: "Konto" } })

  const notFound = { static: "/de/404", server: "/fr/404", deferred: "/it/404" }
  createPage({
    path: notFound.static,
    matchPath: "/de/*",
    component: staticTemplate,
    context: { text: "Nicht gefunden" },
  })
  createPage({ path: notFound.server, matchPath: "/fr/*", component: named, context: {} })
  createPage({ path: notFound.deferred, matchPath: "/it/*", component: deferred, context: {}, defer: true })

  createPage({ path: "/picture", component: picture, context: {} })
  // Gatsby cannot find this page for any request.
  createPage({ path: "/d%27avant", component: named, context: {} })

  createRedirect({ fromPath: "/old", toPath: "/plain", isPermanent: true })
  createRedirect({ fromPath: "/moved/:name", toPath: "/files/:name", statusCode: 307 })
  createRedirect({ fromPath: "/far/*", toPath: "https://example.com/:splat", statusCode: 302 })
  createRedirect({ fromPath: "/under/another/name", toPath: "/plain", statusCode: 200 })
  createRedirect({ fromPath: "/alte größe", toPath: "/wörter", statusCode: 301 })
  createRedirect({ fromPath: "/d%C3%B6rfer/*", toPath: "/files/:splat", statusCode: 301 })
  createRedirect({ fromPath: "/static", toPath: "/plain#top", statusCode: 302, query: { go: "1" } })
  createRedirect({ fromPath: "/forced", toPath: "/plain?by=force#top", statusCode: 302, force: true })
  createRedirect({
    fromPath: "/find",
    toPath: "/files/:q?x=:q",
    statusCode: 302,
    query: { q: ":q", kind: "file" },
  })
  createRedirect({ fromPath: "/find", toPath: "/plain", statusCode: 302 })
  createRedirect({ fromPath: "/alt?id=1", toPath: "/files/one", statusCode: 301 })
  createRedirect({ fromPath: "/alt?id=:id", toPath: "/files/:id", statusCode: 302 })
  createRedirect({
    fromPath: "https://old.example.com/*",
    toPath: "https://new.example.com/:splat",
    statusCode: 301,
  })
  createRedirect({ fromPath: "/gone/*", toPath: "/static", statusCode: 410 })
  createRedirect({ fromPath: "/gone-too", toPath: "/fr/404", statusCode: 410 })
  createRedirect({ fromPath: "/data.json", toPath: "/api/request?from=rewrite", statusCode: 200 })
  createRedirect({ fromPath: "/seiten/:name", toPath: "/files/:name?from=rewrite", statusCode: 200 })
  createRedirect({ fromPath: "/api/old", toPath: "/api/request", statusCode: 308 })
  createRedirect({
    fromPath: "/sprache",
    toPath: "/plain",
    statusCode: 302,
    conditions: { language: ["de"] },
  })
  createPage({ path: "/forced", component: staticTemplate, context: { text: "Forced" } })
}

export const createSchemaCustomization: GatsbyNode["createSchemaCustomization"] = ({ actions }) => {
  actions.createTypes("type Picture implements Node & RemoteFile { id: ID! }")
}

/** A picture that Gatsby's Image CDN would fetch and resize. */
export const sourceNodes: GatsbyNode["sourceNodes"] = ({ actions, createNodeId, createContentDigest }) => {
  const file = {
    url: "https://pictures.example/a.png",
    filename: "a.png",
    mimeType: "image/png",
    width: 100,
    height: 50,
  }
  actions.createNode({
    ...file,
    id: createNodeId("picture"),
    internal: { type: "Picture", contentDigest: createContentDigest(file) },
  })
}

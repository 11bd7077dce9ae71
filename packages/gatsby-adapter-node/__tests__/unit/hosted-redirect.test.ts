import { hostedRedirect, type RedirectRoute } from "../../src/redirects/hosted-redirect"

const hosted = (path: string, toPath: string, options: object = {}) =>
  hostedRedirect({ type: "redirect", path, toPath, status: 301, headers: [], ...options } as RedirectRoute, {
    inside: (text) => text.replace(/^\/blog/, ""),
    exists: (from) => from === "/page",
  })

test.each([
  ["/blog/old", "/blog/new", {}, { from: "/old", to: "/blog/new", status: 301, ignoreCase: true }],
  ["/blog/old", "/blog/new", { status: 200 }, { to: "/new" }],
  ["/blog/old", "/blog/new", { status: 410 }, { to: "/new", status: 410 }],
  ["/blog/a?id=1", "/b", {}, { from: "/a", query: [["id", "1"]] }],
  [
    "/blog/a?id=:id",
    "/b/:id",
    { query: { q: ":q" } },
    {
      query: [
        ["id", ":id"],
        ["q", ":q"],
      ],
    },
  ],
  [
    "https://Old.example:81/x/*",
    "/b",
    {},
    { from: "/x/*", origin: { scheme: "https", host: "old.example:81" } },
  ],
  ["http://old.example", "/b", {}, { from: "/", origin: { scheme: "http", host: "old.example" } }],
  ["https://old.example?p=1", "/b", {}, { from: "/", query: [["p", "1"]] }],
  ["/blog/page", "/blog/new", { force: true }, { from: "/page", force: true }],
  ["/blog/x/:a/*", "https://e.example/:a/:splat?b=:a#:a", {}, { to: "https://e.example/:a/:splat?b=:a#:a" }],
  ["/blog/x", "/a:b/12:30", { conditions: undefined, force: false }, { to: "/a:b/12:30" }],
])("%s → %s with %j is %j", (path, toPath, options, redirect) =>
  expect(hosted(path, toPath, options)).toMatchObject({ redirect }),
)

test.each([
  ["/old", "/new", { conditions: { language: ["de"] } }, "the host does not support the option “conditions”"],
  ["/old", "/new", { Country: "de" }, "the host does not support the option “Country”"],
  ["/old", "/new", { status: 304 }, "status 304 is not one of 200, 301, 302, 303, 307, 308, 404, 410"],
  [
    "/old",
    "https://e.example",
    { status: 410 },
    "status 410 needs a path of this site, not https://e.example",
  ],
  ["https://old.example/*", "/x", { status: 200 }, "status 200 does not work for requests to another host"],
  ["/blog/page", "/new", {}, "the site has this path. Add force: true, or remove the redirect"],
  ["//old.example/x", "/new", {}, "fromPath starts with two slashes. Write a path, or a URL with https://"],
  ["/old#part", "/new", {}, "fromPath contains a fragment, which browsers do not send"],
  ["/a/*/b", "/new", {}, "“*” must be the last segment of fromPath"],
  ["/a*", "/new", {}, "“*” must be the last segment of fromPath"],
  ["/old", "/new/:id", {}, "toPath contains :id, and fromPath does not"],
  ["/old/:id", "/new?x=:splat", {}, "toPath contains :splat, and fromPath does not"],
  ["/old/:id", "https://:id.example/", {}, "the host of toPath contains a placeholder"],
  ["/old", "new", {}, "toPath must be a path or a URL, not new"],
  ["/old", "/new", { query: { q: 1 } }, 'query must be an object of texts, such as { id: ":id" }'],
  ["/old", "/new", { query: "q" }, 'query must be an object of texts, such as { id: ":id" }'],
])("refuses %s → %s with %j: %s", (path, toPath, options, problem) =>
  expect(hosted(path, toPath, options)).toEqual({ problem }),
)

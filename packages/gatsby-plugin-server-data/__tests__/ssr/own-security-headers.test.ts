import { createEndpoint, createServerData } from "gatsby-plugin-server-data"
import { fileSecurityHeaders, type SecurityHeaders } from "gatsby-plugin-server-data/security-headers"
import { visit } from "#tests/support/inputs/contexts"
import { listen } from "#tests/support/servers/function-server"

/** What a page, an endpoint and a file say, where the site has these of its own. */
async function said(securityHeaders?: SecurityHeaders) {
  const page = await createServerData({ securityHeaders })(visit("/"), { load: () => ({}) })
  const endpoint = await fetch(await listen(createEndpoint({ securityHeaders })({ load: () => 1 })))
  const files = fileSecurityHeaders(securityHeaders).flatMap(({ headers }) => headers)
  return [
    page.headers,
    Object.fromEntries(endpoint.headers),
    Object.fromEntries(files.map(({ key, value }) => [key, value])),
  ]
}

test("a site's own stand in the place of the default ones, beside them, or leave them out", async () => {
  for (const headers of await said({
    "Permissions-Policy": "geolocation=(self)",
    "X-Robots-Tag": "noai",
    "Cross-Origin-Opener-Policy": "",
  })) {
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "permissions-policy": "geolocation=(self)",
      "x-robots-tag": "noai",
    })
    expect(headers).not.toHaveProperty("cross-origin-opener-policy")
  }
})

test.each(["x a", "", "größe"])("a header by the name %p is refused where the site says it", (name) => {
  expect(() => createServerData({ securityHeaders: { [name]: "1" } })).toThrow("invalid header name")
})

import { createEndpoint, createServerData } from "gatsby-plugin-server-data"
import { fileSecurityHeaders, type SecurityHeaders } from "gatsby-plugin-server-data/security-headers"
import { visit } from "#tests/support/inputs/contexts"
import { listen } from "#tests/support/servers/function-server"

/** Returns the headers of a page, an endpoint and a file. The site has these security headers. */
async function headersOf(securityHeaders?: SecurityHeaders) {
  const page = await createServerData({ securityHeaders })(visit("/"), { load: () => ({}) })
  const endpoint = await fetch(await listen(createEndpoint({ securityHeaders })({ load: () => 1 })))
  const files = fileSecurityHeaders(securityHeaders).flatMap(({ headers }) => headers)
  return [
    page.headers,
    Object.fromEntries(endpoint.headers),
    Object.fromEntries(files.map(({ key, value }) => [key, value])),
  ]
}

test("a site's security headers replace default ones, add new ones, and remove those that are empty", async () => {
  for (const headers of await headersOf({
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

test.each(["x a", "", "größe"])("createServerData rejects the header name %p", (name) => {
  expect(() => createServerData({ securityHeaders: { [name]: "1" } })).toThrow("invalid header name")
})

import type { GetServerDataProps, PageProps } from "gatsby"
import React from "react"

/** The query parameter `how` selects how the request ends. */
export default function EndsPage({ serverData }: PageProps<object, object, unknown, { how: string }>) {
  if (serverData.how === "render") throw new Error("secret: broken while rendering")
  return <p>{serverData.how}</p>
}

export async function getServerData({ query }: GetServerDataProps) {
  const how = String(query?.how)
  if (how === "throw") throw new Error("secret: broken while loading")
  if (how === "late") setTimeout(() => Promise.reject(new Error("secret: late rejection")), 20)
  if (how === "redirect") return { status: 302, headers: { location: "/blog/plain" }, props: { how } }
  if (how === "header") return { headers: { "x-broken": "a\nb" }, props: { how } }
  return { status: how === "teapot" ? 418 : 200, props: { how } }
}

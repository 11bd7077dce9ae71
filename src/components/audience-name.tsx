import React from "react"
import type { AudienceSummary } from "../resources/figures"

/** An audience as sentences name it: “Germany, `last 2 versions`”. */
export function AudienceName({
  audience,
}: {
  audience: Pick<AudienceSummary, "id" | "label" | "browsers" | "of">
}) {
  return (
    <>
      {audience.id === "world" ? "the world" : audience.label}
      {audience.browsers && (
        <>
          , <code>{audience.browsers}</code>
        </>
      )}
      {audience.of === "known" && ", known browsers only"}
    </>
  )
}

import React from "react"

/** An audience as sentences name it: “Germany, `last 2 versions`”. */
export function AudienceName({
  audience,
}: {
  audience: { id?: string; label: string; browsers?: string | null; of?: string }
}) {
  return (
    <>
      {audience.id === "world" ? "the world" : <bdi>{audience.label}</bdi>}
      {audience.browsers && (
        <>
          , <code>{audience.browsers}</code>
        </>
      )}
      {audience.of === "known" && ", known browsers only"}
    </>
  )
}

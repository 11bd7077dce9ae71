import React from "react"

type NamedAudience = { id?: string; label: string; browsers?: string | null; of?: string }

/** Whether the id belongs to the world or a region. Every other id is the slug of a saved audience. */
export const isRegionId = (id: string): boolean => /^(world|[A-Z]{2}|alt-[a-z]{2})$/.test(id)

/** Shows the name of an audience and its filters: “Germany, `last 2 versions`”. */
export function AudienceName({ audience }: { audience: NamedAudience }) {
  return (
    <>
      <bdi>{audience.label}</bdi>
      {hasFilter(audience) && ", "}
      <AudienceFilters audience={audience} />
    </>
  )
}

/** Shows the visits of an audience in a sentence: “visits worldwide”, “visits from Germany (unidentified visits included)”. */
export function AudienceVisits({ audience }: { audience: NamedAudience }) {
  return (
    <>
      visits <Origin audience={audience} />
      {hasFilter(audience) && (
        <>
          {" "}
          (<AudienceFilters audience={audience} />)
        </>
      )}
    </>
  )
}

function Origin({ audience: { id = "", label } }: { audience: NamedAudience }) {
  if (id === "world") return "worldwide"
  if (id === "alt-ww") return "worldwide (region data)"
  const name = <bdi>{label}</bdi>
  return isRegionId(id) ? <>from {name}</> : <>in “{name}”</>
}

function AudienceFilters({ audience }: { audience: NamedAudience }) {
  return (
    <>
      {audience.browsers && <code>{audience.browsers}</code>}
      {audience.browsers && audience.of === "all" && ", "}
      {audience.of === "all" && "unidentified visits included"}
    </>
  )
}

const hasFilter = ({ browsers, of }: NamedAudience): boolean => Boolean(browsers) || of === "all"

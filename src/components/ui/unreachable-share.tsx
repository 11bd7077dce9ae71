import React from "react"
import { exactPercent, Percent } from "../charts/percent"
import { AudienceLink } from "./audience-context"
import { lacksFigures } from "./no-figures"

type Basis = {
  of?: string
  /** The share of all visits. */
  unknown: number
}

/**
 * Whether no reach can be as large as this share, because unidentified visits count and support nothing. False if all
 * visits are unidentified, because the other basis has no figures either.
 */
export const isBeyondBasis = (share: number, { of, unknown }: Basis): boolean =>
  of === "all" && !lacksFigures({ unknown }) && share > 1 - unknown + 1e-9

/**
 * Explains why no feature reaches a share, with a link to the same page for identified visits only. `query` contains the
 * other parameters of the page.
 */
export function UnreachableShare({
  share,
  audience: { unknown },
  path = "/features",
  query,
}: {
  share: number
  audience: Basis
  path?: string
  query?: Readonly<Record<string, string | number | undefined>>
}) {
  return (
    <p>
      No feature can reach {exactPercent(share)}% here, because <Percent value={unknown} /> of visits are
      unidentified.{" "}
      <AudienceLink to={path} query={{ ...query, of: undefined }}>
        Count identified visits only
      </AudienceLink>
    </p>
  )
}

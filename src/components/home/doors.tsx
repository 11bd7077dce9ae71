import React from "react"
import { exactPercent } from "../charts/percent"
import { AudienceLink } from "../ui/audience-context"
import * as styles from "./doors.module.css"

/** The three ways into the site: features, the audience, and an import of your own visits. */
export function Doors({
  audience: { id, label },
  target,
}: {
  audience: { id: string; label: string }
  target: number
}) {
  return (
    <ul className={styles.doors}>
      <li>
        <AudienceLink to="/features">Look up features</AudienceLink>
        <p>What meets your {exactPercent(target)}% target, the newest first.</p>
      </li>
      <li>
        <AudienceLink to="/audiences">Choose an audience</AudienceLink>
        <p>
          All figures are for <AudienceLink to={`/audiences/${id}`}>{label}</AudienceLink>. Choose a country
          or region.
        </p>
      </li>
      <li>
        <AudienceLink to="/audiences/new">Import your visitors</AudienceLink>
        <p>Read an export of your analytics or an access log. The file never leaves your browser.</p>
      </li>
    </ul>
  )
}

import React from "react"
import type { FeatureItem } from "../resources/features"
import { AudienceLink } from "./audience-context"
import { BaselineStatus } from "./baseline-status"
import * as styles from "./feature-table.module.css"
import { Percent } from "./percent"
import { ReachBar } from "./reach-bar"

/** Features with whom they reach. */
export function FeatureTable({ items, audience }: { items: readonly FeatureItem[]; audience: string }) {
  return (
    <table className={styles.table}>
      <caption>Reach of each feature: {audience}</caption>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col">Reach</th>
          <th scope="col">Lost</th>
          <th scope="col">Baseline</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <th scope="row">
              <AudienceLink to={`/features/${item.id}`}>{item.name}</AudienceLink>
              <span className={styles.description}>{item.description}</span>
            </th>
            <td className={styles.figure}>
              <Percent of={item.reach} />
              <ReachBar reach={item.reach} lost={item.lost} unknown={item.unknown} />
            </td>
            <td>
              <Percent of={item.lost} />
            </td>
            <td>
              <BaselineStatus baseline={item.baseline} since={item.since} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import React from "react"
import { BaselineCurve } from "./baseline-curve"
import * as styles from "./baseline-years.module.css"
import { Percent } from "./percent"

export function BaselineYears({ years }: { years: readonly { year: number; share: number }[] }) {
  return (
    <>
      <BaselineCurve years={years} />
      <details className={styles.figures}>
        <summary>Show as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Everything Newly available by the end of</th>
              <th scope="col">Share of visits</th>
            </tr>
          </thead>
          <tbody>
            {[...years].reverse().map(({ year, share }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                <td>
                  <Percent value={share} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

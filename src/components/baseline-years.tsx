import React from "react"
import { BaselineCurve } from "./baseline-curve"
import * as styles from "./baseline-years.module.css"
import { Percent } from "./percent"

/** The share of visits whose browser has all that was Baseline by the end of each year: as a curve, and in figures. */
export function BaselineYears({ years }: { years: readonly { year: number; share: number }[] }) {
  return (
    <>
      <BaselineCurve years={years} />
      <details className={styles.figures}>
        <summary>The figures</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Everything newly available by the end of</th>
              <th scope="col">Visits with a browser that has it</th>
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

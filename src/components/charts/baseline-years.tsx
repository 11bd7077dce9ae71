import React from "react"
import { BaselineCurve, floorOf, type YearShare } from "./baseline-curve"
import * as styles from "./baseline-years.module.css"
import { Percent } from "./percent"

/** The reach of each Baseline year as a chart and a table. `compared` is another audience, such as the world. */
export function BaselineYears({
  years,
  target,
  widely,
  compared,
}: {
  years: readonly YearShare[]
  target?: number
  widely?: number
  compared?: { label: string; years: readonly YearShare[] }
}) {
  const shares = [...years, ...(compared?.years ?? [])].map(({ share }) => share)
  const marks = [target, widely].filter((share) => share !== undefined)
  const floor = floorOf([...shares, ...marks])
  const comparedShare = new Map(compared?.years.map(({ year, share }) => [year, share]))
  return (
    <>
      <BaselineCurve {...{ years, target, widely, floor }} compared={compared?.years} />
      <p className={styles.note}>
        {floor > 0 && `The axis starts at ${Math.round(100 * floor)}%. `}
        {compared && `Dotted line: ${compared.label}.`}
      </p>
      <details className={styles.figures}>
        <summary>Show as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Everything Newly available by the end of</th>
              <th scope="col">Share of visits</th>
              {compared && <th scope="col">{compared.label}</th>}
            </tr>
          </thead>
          <tbody>
            {[...years].reverse().map(({ year, share }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                <td>
                  <Percent value={share} />
                </td>
                {compared && (
                  <td>
                    <Percent value={comparedShare.get(year) ?? 0} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

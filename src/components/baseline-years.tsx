import React from "react"
import { Percent } from "./percent"
import { ReachBar } from "./reach-bar"

/** The share of visits whose browser has all that was Baseline by the end of each year, newest year first. */
export function BaselineYears({ years }: { years: readonly { year: number; share: number }[] }) {
  return (
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
              <Percent of={share} />
              <ReachBar reach={share} lost={0} unknown={1 - share} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

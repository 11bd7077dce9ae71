import React from "react"
import { exactPercent } from "../charts/percent"
import * as styles from "./verdict.module.css"

/** Compares a reach with the target in words: “2.1 points short of your 95% target”. All values are fractions. */
export function Verdict({
  reach,
  partial,
  target,
  meetsTarget,
}: {
  reach: number
  partial: number
  target: number
  meetsTarget: boolean
}) {
  const goal = `your ${exactPercent(target)}% target`
  if (meetsTarget) return <p className={`${styles.verdict} ${styles.meets}`}>Meets {goal}</p>
  const points = (target - reach) * 100
  const shortfall = points < 0.05 ? "Less than 0.1 points" : `${points.toFixed(1)} points`
  return (
    <p className={styles.verdict}>
      {shortfall} short of {goal}
      {reach + partial >= target && ", which partial support would meet"}
    </p>
  )
}

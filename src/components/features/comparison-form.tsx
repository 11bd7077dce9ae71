import { withPrefix } from "gatsby"
import React from "react"
import { AudienceFields } from "../ui/audience-context"
import { Field } from "../ui/field"
import type { FormOfPage } from "../ui/inline-form"
import * as styles from "./comparison.module.css"

/** Chooses the audience to compare with. The error page also shows this form, so it does not import the figures. */
export function ComparisonForm({
  path,
  vs = "world",
  part,
  errors,
}: FormOfPage & { vs?: string; part?: string }) {
  return (
    <form className={styles.form} action={withPrefix(path)} method="get" aria-label="Comparison">
      <Field label="Audience: World, a region or a saved audience" errors={errors}>
        <input name="vs" defaultValue={vs} autoComplete="off" />
      </Field>
      <AudienceFields />
      {part && <input type="hidden" name="part" value={part} />}
      <button type="submit">Compare</button>
    </form>
  )
}

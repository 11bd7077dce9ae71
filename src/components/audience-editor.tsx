import React, { type ReactNode, useState } from "react"
import { invalidEditKeyMessage, isEditKey } from "../audience/edit-key"
import { type AudienceFormValues, audienceFormValues, FileField, NameFields } from "./audience-form"
import * as styles from "./audience-form.module.css"
import { Field, type FieldError } from "./field"
import { useErrorFocus } from "./use-error-focus"
import { useHydrated } from "./use-hydrated"

/** What the owner of a saved audience does with its edit key: rename it, replace its visits, or delete it. */
export function AudienceEditor({
  values,
  saves,
  errors = [],
  fileStatus,
  busy,
  onFile,
  onSave,
  onRemove,
  children,
}: {
  values: AudienceFormValues
  /** How often it was saved here: each save takes the chosen file with it. */
  saves: number
  errors?: readonly FieldError[]
  fileStatus: string
  busy: boolean
  onFile(file: File | undefined): void
  onSave(values: AudienceFormValues, editKey: string): void
  onRemove(editKey: string): void
  children?: ReactNode
}) {
  const [keyErrors, setKeyErrors] = useState<readonly FieldError[]>([])
  const { form, onSent } = useErrorFocus(busy)
  const isHydrated = useHydrated()
  return (
    <form
      {...form}
      className={styles.form}
      method="post"
      aria-label="Change the audience"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        onSent()
        const sent = event.currentTarget
        const editKey = String(new FormData(sent).get("editKey") ?? "").trim()
        const wrong = isEditKey(editKey) ? [] : [{ parameter: "editKey", message: invalidEditKeyMessage }]
        setKeyErrors(wrong)
        if (wrong.length > 0) return
        const { submitter } = event.nativeEvent as SubmitEvent
        if (submitter?.getAttribute("value") === "delete") onRemove(editKey)
        else onSave(audienceFormValues(sent), editKey)
      }}
    >
      <Field label="Edit key" errors={[...keyErrors, ...errors]}>
        <input type="password" name="editKey" autoComplete="off" required />
      </Field>
      <NameFields values={values} errors={errors} />
      <FileField
        key={saves}
        label="New visits, in the place of those it has (optional)"
        errors={errors}
        status={fileStatus}
        onFile={onFile}
      />
      {children}
      <button type="submit" disabled={!isHydrated} aria-disabled={busy}>
        Save the changes
      </button>
      <details>
        <summary>Delete it</summary>
        <p>
          The audience goes with its history, and so do the figures of every link and badge that names it.
        </p>
        <button type="submit" disabled={!isHydrated} name="action" value="delete" aria-disabled={busy}>
          Delete the audience for good
        </button>
      </details>
    </form>
  )
}

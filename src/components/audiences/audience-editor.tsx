import React, { type ReactNode, useState } from "react"
import { invalidEditKeyMessage, isEditKey } from "#audience/edit-key"
import { Field, type FieldError } from "../ui/field"
import { useErrorFocus } from "../ui/use-error-focus"
import { useHydrated } from "../ui/use-hydrated"
import { type AudienceFormValues, audienceFormValues, FileField, NameFields } from "./audience-form"
import * as styles from "./audience-form.module.css"

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
  /** The number of saves on this page. Each save clears the chosen file. */
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
      aria-label="Edit the audience"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        onSent()
        const sent = event.currentTarget
        const editKey = String(new FormData(sent).get("editKey") ?? "").trim()
        const invalid = isEditKey(editKey) ? [] : [{ parameter: "editKey", message: invalidEditKeyMessage }]
        setKeyErrors(invalid)
        if (invalid.length > 0) return
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
        label="Replace with a new file (optional)"
        errors={errors}
        status={fileStatus}
        onFile={onFile}
      />
      {children}
      <button type="submit" disabled={!isHydrated} aria-disabled={busy}>
        Save changes
      </button>
      <details>
        <summary>Delete audience</summary>
        <p>Deletes the audience and its history. Links and badges that use it will stop working.</p>
        <button type="submit" disabled={!isHydrated} name="action" value="delete" aria-disabled={busy}>
          Delete permanently
        </button>
      </details>
    </form>
  )
}

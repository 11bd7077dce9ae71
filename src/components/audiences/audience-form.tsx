import React, { type ReactNode, useEffect, useRef } from "react"
import { Field, type FieldError } from "../ui/field"
import { useErrorFocus } from "../ui/use-error-focus"
import { useHydrated } from "../ui/use-hydrated"
import * as styles from "./audience-form.module.css"

export type AudienceFormValues = {
  name: string
  listed: boolean
}

export function audienceFormValues(form: HTMLFormElement): AudienceFormValues {
  const data = new FormData(form)
  return { name: String(data.get("name") ?? "").trim(), listed: data.has("listed") }
}

/** The form of a new audience. `onFile` receives a file at once. `onSave` receives the other fields on submit. */
export function AudienceForm({
  errors,
  fileStatus,
  busy,
  onFile,
  onSave,
  children,
}: {
  errors?: readonly FieldError[]
  fileStatus: string
  busy: boolean
  onFile(file: File | undefined): void
  onSave(values: AudienceFormValues): void
  children?: ReactNode
}) {
  const { form, onSent } = useErrorFocus(busy)
  const isHydrated = useHydrated()
  return (
    <form
      {...form}
      className={styles.form}
      method="post"
      aria-label="Your visitors"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        onSave(audienceFormValues(event.currentTarget))
        onSent()
      }}
    >
      <FileField errors={errors} status={fileStatus} onFile={onFile} required />
      {children}
      <NameFields errors={errors} />
      <button type="submit" disabled={!isHydrated} aria-disabled={busy}>
        Save audience
      </button>
    </form>
  )
}

export function FileField({
  label = "File to import",
  errors,
  status,
  required,
  onFile,
}: {
  label?: string
  errors?: readonly FieldError[]
  status: string
  required?: boolean
  onFile(file: File | undefined): void
}) {
  const input = useRef<HTMLInputElement>(null)
  // Reads a file that the visitor chose before hydration, or that the browser restored after a reload.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, after hydration
  useEffect(() => {
    if (input.current?.files?.[0]) onFile(input.current.files[0])
  }, [])
  return (
    <Field label={label} errors={errors} status={status}>
      <input
        ref={input}
        type="file"
        name="file"
        required={required}
        onChange={(event) => onFile(event.target.files?.[0])}
      />
    </Field>
  )
}

export function NameFields({
  values = {},
  errors,
}: {
  values?: Partial<AudienceFormValues>
  errors?: readonly FieldError[]
}) {
  return (
    <>
      <Field label="Name" errors={errors}>
        <input name="name" defaultValue={values.name} placeholder="Acme shop" maxLength={100} required />
      </Field>
      <label className={styles.check}>
        <input type="checkbox" name="listed" value="true" defaultChecked={values.listed} />
        <span>List publicly. Otherwise only people with the link can see it.</span>
      </label>
    </>
  )
}

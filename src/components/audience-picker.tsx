import React from "react"
import { useChosenAudience } from "./audience-context"
import * as styles from "./audience-picker.module.css"
import { Field, type FieldError } from "./field"

/** A region by its code or name, as the picker offers it. */
export interface AudienceOption {
  id: string
  label: string
}

/**
 * Chooses the audience of the page that it stands on: a GET form to the same path. `others` are the page's own
 * parameters, which the choice must not lose; `options` are offered while the visitor types.
 */
export function AudiencePicker({
  path,
  others,
  options,
  onOpen,
  onChoose,
  errors,
}: {
  path: string
  others: Readonly<Record<string, string>>
  options: readonly AudienceOption[]
  onOpen(): void
  /** Takes the choice where there are scripts, in the place of the form's own way. */
  onChoose(choice: Record<string, string>): void
  errors?: readonly FieldError[]
}) {
  const { audience, browsers, of } = useChosenAudience()
  return (
    <form
      key={path}
      className={styles.picker}
      action={path}
      method="get"
      aria-label="Choose the audience"
      onFocus={onOpen}
      onSubmit={(event) => {
        event.preventDefault()
        onChoose(choiceOf(event.currentTarget))
      }}
    >
      {Object.entries(others).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field label="Audience" errors={errors}>
        <input
          key={audience}
          name="audience"
          defaultValue={audience}
          placeholder="World, or a country"
          list="audiences"
          autoComplete="off"
        />
      </Field>
      <datalist id="audiences">
        {options.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </datalist>
      <Field label="Browsers (browserslist query)" errors={errors}>
        <input key={browsers} name="browsers" defaultValue={browsers} placeholder="last 2 versions" />
      </Field>
      <Field label="Visits" errors={errors}>
        <select key={of} name="of" defaultValue={of ?? ""}>
          <option value="">all</option>
          <option value="known">with a known browser</option>
        </select>
      </Field>
      <button type="submit">Show</button>
    </form>
  )
}

function choiceOf(form: HTMLFormElement): Record<string, string> {
  const values = new FormData(form)
  return Object.fromEntries(
    ["audience", "browsers", "of"].map((name) => [name, String(values.get(name) ?? "").trim()]),
  )
}

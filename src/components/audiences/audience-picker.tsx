import React, { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react"
import type { AudiencesResponse } from "#resources/audiences-resource"
import { useAudienceChoice } from "../ui/audience-context"
import { Field, type FieldError } from "../ui/field"
import { IncludeUnknown } from "../ui/include-unknown"
import { percentText } from "../ui/percent-text"
import { VisuallyHidden } from "../ui/visually-hidden"
import * as styles from "./audience-picker.module.css"

const choiceParameters = ["audience", "browsers", "target", "of"]

/**
 * Shows the chosen audience and opens a GET form that changes the audience. The form keeps the page's `path` and the
 * parameters in `others`, which do not choose the audience. `options` are completions. `feedback` describes the current
 * input.
 */
export function AudiencePicker({
  label,
  path,
  others,
  options,
  feedback,
  onOpen,
  onType,
  onChoose,
  errors = [],
  suggestions,
}: {
  label: string
  path: string
  others: Readonly<Record<string, string>>
  options: AudiencesResponse["items"]
  feedback?: ReactNode
  onOpen(): void
  onType?(choice: Record<string, string>): void
  /** Replaces the form's own submission. */
  onChoose(choice: Record<string, string>): void
  errors?: readonly FieldError[]
  /** Links to audiences that the visitor may have meant. */
  suggestions?: ReactNode
}) {
  const { of } = useAudienceChoice()
  const details = useRef<HTMLDetailsElement>(null)
  useDismissal(details)
  const isWrong = errors.some(({ parameter }) => choiceParameters.includes(parameter))
  return (
    <details ref={details} className={styles.picker} open={isWrong}>
      <Summary label={label} />
      <form
        key={path}
        className={styles.panel}
        action={path}
        method="get"
        aria-label="Choose an audience"
        onFocus={onOpen}
        onChange={({ currentTarget }) => onType?.(choiceOf(currentTarget))}
        onSubmit={(event) => {
          event.preventDefault()
          if (details.current) details.current.open = false
          onChoose(choiceOf(event.currentTarget))
        }}
      >
        {Object.entries(others).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ChoiceFields options={options} errors={errors} />
        {suggestions}
        <div className={styles.feedback} role="status">
          {feedback}
        </div>
        <div className={styles.actions}>
          <IncludeUnknown scope={of} />
          <button type="submit">Show</button>
        </div>
      </form>
    </details>
  )
}

function Summary({ label }: { label: string }) {
  const { browsers, of, target } = useAudienceChoice()
  return (
    <summary title="Change the audience">
      {/* Suppresses the hydration warning, because Node and the browser may have different names for a region. */}
      <VisuallyHidden>Audience: </VisuallyHidden>
      <span className={styles.chosen} suppressHydrationWarning>
        <bdi suppressHydrationWarning>{label}</bdi>
        {[browsers, of === "all" && "all visits", target && `target ${percentText(target)}%`].map(
          (narrowing) => narrowing && ` · ${narrowing}`,
        )}
      </span>
    </summary>
  )
}

function ChoiceFields({
  options,
  errors,
}: {
  options: AudiencesResponse["items"]
  errors: readonly FieldError[]
}) {
  const { audience, browsers, target } = useAudienceChoice()
  return (
    <>
      <Field label="Audience" errors={errors}>
        <input
          key={audience}
          name="audience"
          defaultValue={audience}
          placeholder="World or a country"
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
        {/* An input would remove the line breaks of a .browserslistrc. */}
        <textarea
          key={browsers}
          name="browsers"
          defaultValue={browsers}
          placeholder="last 2 versions"
          rows={1}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={submitOnEnter}
        />
      </Field>
      <Field label="Target (% of visits)" errors={errors}>
        <input
          key={target}
          name="target"
          inputMode="decimal"
          defaultValue={target}
          placeholder="95"
          autoComplete="off"
        />
      </Field>
    </>
  )
}

function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== "Enter" || event.shiftKey) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}

/** Closes the picker on Escape and when the focus or a click is outside of it. */
function useDismissal(details: React.RefObject<HTMLDetailsElement | null>) {
  useEffect(() => {
    const isInside = (target: EventTarget | null) =>
      target instanceof Node && Boolean(details.current?.contains(target))
    const close = () => {
      if (details.current) details.current.open = false
    }
    const onLeave = ({ target }: Event) => {
      if (!isInside(target)) close()
    }
    const onKey = ({ key, target }: globalThis.KeyboardEvent) => {
      if (key !== "Escape" || !isInside(target)) return
      close()
      details.current?.querySelector("summary")?.focus()
    }
    document.addEventListener("pointerdown", onLeave)
    document.addEventListener("focusin", onLeave)
    document.addEventListener("keydown", onKey)
    return () => {
      document.removeEventListener("pointerdown", onLeave)
      document.removeEventListener("focusin", onLeave)
      document.removeEventListener("keydown", onKey)
    }
  }, [details])
}

function choiceOf(form: HTMLFormElement): Record<string, string> {
  const values = new FormData(form)
  return Object.fromEntries(choiceParameters.map((name) => [name, String(values.get(name) ?? "").trim()]))
}

import React, { type ReactNode, useEffect, useRef } from "react"
import type { AudiencesResponse } from "../resources/audiences"
import { useChosenAudience } from "./audience-context"
import * as styles from "./audience-picker.module.css"
import { Field, type FieldError } from "./field"
import { KnownOnly } from "./known-only"
import { VisuallyHidden } from "./visually-hidden"

/**
 * Chooses the audience of the page that it stands on: says what is chosen, and opens to a GET form to the same path.
 * `others` are the page's own parameters, which the choice must not lose; `options` are offered while the visitor
 * types, and `feedback` says what the choice so far would be.
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
}: {
  label: string
  path: string
  others: Readonly<Record<string, string>>
  options: AudiencesResponse["items"]
  feedback?: ReactNode
  onOpen(): void
  /** Called at each key, with the choice so far. */
  onType?(choice: Record<string, string>): void
  /** Takes the choice where there are scripts, in the place of the form's own way. */
  onChoose(choice: Record<string, string>): void
  errors?: readonly FieldError[]
}) {
  const { audience, browsers, of } = useChosenAudience()
  const details = useRef<HTMLDetailsElement>(null)
  useDismissal(details)
  const isWrong = errors.some(({ parameter }) => ["audience", "browsers", "of"].includes(parameter))
  return (
    <details ref={details} className={styles.picker} open={isWrong}>
      <summary title="Change the audience">
        {/* Node's and the browser's data may name a region differently. */}
        <VisuallyHidden>Audience: </VisuallyHidden>
        <span className={styles.chosen} suppressHydrationWarning>
          <bdi suppressHydrationWarning>{label}</bdi>
          {[browsers, of === "known" && "known browsers"].map((narrowing) => narrowing && ` · ${narrowing}`)}
        </span>
      </summary>
      <form
        key={path}
        className={styles.panel}
        action={path}
        method="get"
        aria-label="Choose the audience"
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
          {options.map(({ id, label: name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </datalist>
        <Field label="Browsers (browserslist query)" errors={errors}>
          <input
            key={browsers}
            name="browsers"
            defaultValue={browsers}
            placeholder="last 2 versions"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <div className={styles.feedback} role="status">
          {feedback}
        </div>
        <div className={styles.actions}>
          <KnownOnly scope={of} />
          <button type="submit">Show</button>
        </div>
      </form>
    </details>
  )
}

/** Closes what is open when the visitor turns elsewhere, or presses Escape. */
function useDismissal(details: React.RefObject<HTMLDetailsElement | null>) {
  useEffect(() => {
    const isInside = (target: EventTarget | null) =>
      target instanceof Node && Boolean(details.current?.contains(target))
    const close = () => {
      if (details.current) details.current.open = false
    }
    const onTurn = ({ target }: Event) => {
      if (!isInside(target)) close()
    }
    const onKey = ({ key, target }: KeyboardEvent) => {
      if (key !== "Escape" || !isInside(target)) return
      close()
      details.current?.querySelector("summary")?.focus()
    }
    document.addEventListener("pointerdown", onTurn)
    document.addEventListener("focusin", onTurn)
    document.addEventListener("keydown", onKey)
    return () => {
      document.removeEventListener("pointerdown", onTurn)
      document.removeEventListener("focusin", onTurn)
      document.removeEventListener("keydown", onKey)
    }
  }, [details])
}

function choiceOf(form: HTMLFormElement): Record<string, string> {
  const values = new FormData(form)
  return Object.fromEntries(
    ["audience", "browsers", "of"].map((name) => [name, String(values.get(name) ?? "").trim()]),
  )
}

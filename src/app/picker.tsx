import { navigate } from "gatsby"
import React, { useEffect, useState } from "react"
import { regionName } from "#audience/regions"
import { AudiencePicker } from "#components/audiences/audience-picker"
import { AudienceSuggestions } from "#components/audiences/audience-suggestions"
import { BrowserslistFeedback } from "#components/audiences/browserslist-feedback"
import { useAudienceChoice, withQuery } from "#components/ui/audience-context"
import { isRegionId } from "#components/ui/audience-name"
import type { FieldError } from "#components/ui/field"
import { api } from "#query/api"
import type { QueryError } from "#query/query-error"
import { useAudienceName } from "./use-audience-name"

/** The delay between the visitor's last change of the form and the request for feedback. */
const feedbackDelayMs = 400

/** The audience picker. It requests the list of audiences on its first focus, and feedback while the visitor types. */
export function Picker({
  path,
  query,
  isPrerendered = false,
  errors,
}: {
  path: string
  query: Readonly<Record<string, unknown>>
  /** Whether the page is prerendered. The server has not checked the audience of such a page. */
  isPrerendered?: boolean
  errors: readonly FieldError[] | undefined
}) {
  const { audience = "world" } = useAudienceChoice()
  const [opened, setOpened] = useState(false)
  const [input, setInput] = useState<Record<string, string>>({})
  const { data } = api.useAudiencesQuery({}, { skip: !opened })
  const skip =
    !isPrerendered || audience === "world" || (isRegionId(audience) && regionName(audience) !== audience)
  const checked = api.useAudienceQuery({ slug: audience, history: "no" }, { skip })
  const name = useAudienceName(audience)
  const unknown = skip ? undefined : unknownAudience(checked.error)
  return (
    <AudiencePicker
      label={checked.data?.label ?? name}
      path={path}
      others={othersIn(query)}
      options={data?.items ?? []}
      feedback={input.browsers && <Feedback slug={input.audience || "world"} browsers={input.browsers} />}
      onOpen={() => setOpened(true)}
      onType={setInput}
      // Reads the parameters from the address bar, because live filters may have changed them after rendering.
      onChoose={(choice) => {
        const current = Object.fromEntries(new URLSearchParams(window.location.search))
        void navigate(withQuery(path, { ...othersIn(current), ...choice }))
      }}
      errors={unknown ? [{ parameter: "audience", message: unknown.detail }] : errors}
      suggestions={
        unknown && (
          <AudienceSuggestions
            items={(unknown.suggestions ?? []).map((id) => ({ id, label: regionName(id) }))}
            path={path}
            query={othersIn(query)}
          />
        )
      }
    />
  )
}

/** Returns the error of an audience that does not exist. */
function unknownAudience(error: unknown): QueryError | undefined {
  const problem = error as QueryError | undefined
  return problem?.status === 404 ? problem : undefined
}

function Feedback({ slug, browsers }: { slug: string; browsers: string }) {
  const [requested, setRequested] = useState<{ slug: string; browsers: string }>()
  useEffect(() => {
    const timer = setTimeout(() => setRequested({ slug, browsers }), feedbackDelayMs)
    return () => clearTimeout(timer)
  }, [slug, browsers])
  const skip = requested === undefined
  const whole = api.useAudienceQuery({ slug: requested?.slug ?? slug }, { skip })
  const matched = api.useAudienceQuery(requested ?? { slug }, { skip })
  const error = matched.error ?? whole.error
  if (error && "detail" in error) return error.errors?.[0]?.message ?? error.detail
  if (!whole.currentData || !matched.currentData) return "…"
  return <BrowserslistFeedback matched={matched.currentData} whole={whole.currentData} />
}

/**
 * Returns the address's parameters without those that choose the audience. Also omits `page`, because the list of a new
 * audience starts at page 1.
 */
function othersIn(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const { audience: _, browsers: __, of: ___, target: ____, page: _____, ...others } = query
  return Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]))
}

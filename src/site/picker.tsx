import { navigate } from "gatsby"
import React, { useEffect, useState } from "react"
import { useChosenAudience, withQuery } from "../components/audience-context"
import { AudiencePicker } from "../components/audience-picker"
import { BrowserslistFeedback } from "../components/browserslist-feedback"
import type { FieldError } from "../components/field"
import { api } from "../query/api"
import { useAudienceName } from "./use-audience-name"

/** Milliseconds after the last key before the choice so far is asked about. */
const pause = 400

/** The audience picker, which asks for the regions once the visitor turns to it, and about a query once it is typed. */
export function Picker({
  path,
  query,
  errors,
}: {
  path: string
  query: Readonly<Record<string, unknown>>
  errors: readonly FieldError[] | undefined
}) {
  const { audience = "world" } = useChosenAudience()
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const { data } = api.useAudiencesQuery({}, { skip: !opened })
  return (
    <AudiencePicker
      label={useAudienceName(audience)}
      path={path}
      others={othersIn(query)}
      options={data?.items ?? []}
      feedback={typed.browsers && <Feedback slug={typed.audience || "world"} browsers={typed.browsers} />}
      onOpen={() => setOpened(true)}
      onType={setTyped}
      // The address, since live filters may have changed it after the page was rendered.
      onChoose={(choice) => {
        const asked = Object.fromEntries(new URLSearchParams(window.location.search))
        void navigate(withQuery(path, { ...othersIn(asked), ...choice }))
      }}
      errors={errors}
    />
  )
}

/** What is typed so far would match this much, or is wrong for this reason: asked after a pause. */
function Feedback({ slug, browsers }: { slug: string; browsers: string }) {
  const [asked, setAsked] = useState<{ slug: string; browsers: string }>()
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ slug, browsers }), pause)
    return () => clearTimeout(timer)
  }, [slug, browsers])
  const skip = asked === undefined
  const whole = api.useAudienceQuery({ slug: asked?.slug ?? slug }, { skip })
  const matched = api.useAudienceQuery(asked ?? { slug }, { skip })
  const error = matched.error ?? whole.error
  if (error && "detail" in error) return error.errors?.[0]?.message ?? error.detail
  if (!whole.currentData || !matched.currentData) return "…"
  return <BrowserslistFeedback matched={matched.currentData} whole={whole.currentData} />
}

/** What a query asks besides the audience; another audience begins at the first page. */
function othersIn(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const { audience: _, browsers: __, of: ___, page: ____, ...others } = query
  return Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]))
}

import type { SerializedError } from "@reduxjs/toolkit"
import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import { notFound, type ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React, { useRef, useState } from "react"
import { importErrors, importStatus, readingOf, useImport, visitsOf } from "#app/use-import"
import { AudienceEditor } from "#components/audiences/audience-editor"
import type { AudienceFormValues } from "#components/audiences/audience-form"
import { ImportProgress } from "#components/audiences/import-progress"
import { ImportSummary } from "#components/audiences/import-summary"
import { Seo } from "#components/layout/seo"
import { AudienceLink } from "#components/ui/audience-context"
import { FocusedHeading } from "#components/ui/focused-heading"
import { fieldErrorsOf, MutationError } from "#components/ui/mutation-error"
import { api } from "#query/api"
import { audiencePolicy } from "#query/cache-policies"
import type { QueryError } from "#query/query-error"
import { serverData } from "#query/site-server-data"
import { BrowsersQuery } from "#resources/browsers-resource"

type Data = ServerDataOf<typeof getServerData>

/** Changes a saved audience with its edit key. The key is sent in a header, so this page needs JavaScript. */
export default function EditAudiencePage({
  serverData: { slug, label: asLoaded },
}: PageProps<object, object, unknown, Data>) {
  const [replace, replaced] = api.useReplaceAudienceMutation()
  const [remove, removed] = api.useRemoveAudienceMutation()
  // A deletion refetches the audience's queries. Without `skip`, this page would get a 404.
  const { data: audience } = api.useAudienceQuery({ slug }, { skip: removed.isLoading || removed.isSuccess })
  // Gatsby keeps page data until the tab is closed. After a rename, only the store has the new name.
  const label = audience?.label ?? asLoaded
  const { data: browsers } = api.useBrowsersQuery({})
  const [file, readFile] = useImport()
  const latestFile = useRef(file)
  latestFile.current = file
  const [saves, setSaves] = useState(0)
  if (removed.isSuccess) return <Removed label={label} />

  const error = atKeyField(replaced.error ?? removed.error)
  const change = (editKey: string) => {
    replaced.reset()
    removed.reset()
    return { slug, editKey, revision: audience?.revision ?? 0 }
  }
  const save = async (values: AudienceFormValues, editKey: string) => {
    const { error } = await replace({ ...change(editKey), ...values, ...visitsOf(file) })
    // The next save must not send the same visits again. If the user has chosen another file meanwhile, keep that file.
    if (error || latestFile.current !== file) return
    readFile(undefined)
    setSaves(saves + 1)
  }
  return (
    <>
      <h1>Edit {label}</h1>
      <noscript>
        <p>
          Editing needs JavaScript. Or use the command line:{" "}
          <code>AUDIENCE_KEY=… npm run audience -- import FILE --update {slug}</code>
        </p>
      </noscript>
      <AudienceEditor
        values={{ name: label, listed: audience?.listed ?? false }}
        saves={saves}
        errors={[...importErrors(file), ...fieldErrorsOf(error)]}
        fileStatus={importStatus(file)}
        busy={replaced.isLoading || removed.isLoading || file.status === "reading"}
        onFile={readFile}
        onSave={(values, editKey) => {
          if (file.status !== "failed") void save(values, editKey)
        }}
        onRemove={(editKey) => void remove(change(editKey))}
      >
        <ImportProgress reading={readingOf(file)} />
      </AudienceEditor>
      <MutationError error={error} shown={["editKey", "name", "file"]} />
      <div role="status">
        {replaced.isSuccess && (
          <p>
            Saved. <AudienceLink to={`/audiences/${slug}`}>View audience</AudienceLink>
          </p>
        )}
      </div>
      {file.status === "read" && <ImportSummary report={file.report} browsers={browsers?.items ?? []} />}
    </>
  )
}

/** An error about a missing key (401) or a wrong key (403) belongs to the key's field. */
function atKeyField(error: QueryError | SerializedError | undefined) {
  if (!error || !("status" in error) || (error.status !== 401 && error.status !== 403)) return error
  return { ...error, errors: [{ parameter: "editKey", message: error.detail }] }
}

function Removed({ label }: { label: string }) {
  return (
    <>
      <FocusedHeading>{label} is deleted</FocusedHeading>
      <p>
        Links and badges that use it no longer work.{" "}
        <AudienceLink to="/audiences" query={{ audience: "" }}>
          All audiences
        </AudienceLink>
      </p>
    </>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: BrowsersQuery,
    cache: audiencePolicy,
    async load({ params: { slug = "" }, prefetch }) {
      const [{ id, label, kind }] = await Promise.all([
        prefetch(api.endpoints.audience.initiate({ slug })),
        prefetch(api.endpoints.browsers.initiate({})),
      ])
      if (kind !== "saved") {
        throw notFound({
          detail: `${label} is a built-in audience and cannot be edited.`,
          suggestions: [id],
        })
      }
      return { slug, label }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, ({ label }) => `Edit ${label}`)}
    description="Rename an audience, replace its visits, or delete it."
    noindex
  />
)

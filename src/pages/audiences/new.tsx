import { type GetServerDataProps, type HeadProps, withPrefix } from "gatsby"
import type { ServerDataOf } from "gatsby-plugin-server-data"
import { titleOf } from "gatsby-plugin-server-data/client"
import React from "react"
import { importErrors, importStatus, readingOf, useImport, visitsOf } from "#app/use-import"
import { AudienceForm } from "#components/audiences/audience-form"
import { AudienceSaved } from "#components/audiences/audience-saved"
import { ImportFormats } from "#components/audiences/import-formats"
import { ImportProgress } from "#components/audiences/import-progress"
import { ImportSummary } from "#components/audiences/import-summary"
import { Seo } from "#components/layout/seo"
import { fieldErrorsOf, MutationError } from "#components/ui/mutation-error"
import { api } from "#query/api"
import { figuresPolicy } from "#query/cache-policies"
import { serverData } from "#query/site-server-data"
import { BrowsersQuery } from "#resources/browsers-resource"

type Data = ServerDataOf<typeof getServerData>

/** Imports visits from a file. A worker in the browser reads the file, so this page needs JavaScript. */
export default function NewAudiencePage() {
  const [file, readFile] = useImport()
  const [save, saving] = api.useSaveAudienceMutation()
  const { data: browsers } = api.useBrowsersQuery({})
  if (saving.data) return <AudienceSaved {...saving.data} name={saving.originalArgs?.name ?? ""} />

  return (
    <>
      <h1>Import your visitors</h1>
      <p>
        Get figures for your own visitors from an analytics export, an access log or browserslist statistics.
        Your file never leaves your browser; only the counts per browser version are uploaded.
      </p>
      <noscript>
        <p>
          Importing needs JavaScript, because your browser reads the file. Or use the command line:{" "}
          <code>npm run audience -- import FILE --name NAME</code>. You can also send the counts to the{" "}
          <a href={withPrefix("/api/openapi.json")}>JSON API</a>.
        </p>
      </noscript>
      <AudienceForm
        errors={[...importErrors(file), ...fieldErrorsOf(saving.error)]}
        fileStatus={importStatus(file)}
        busy={saving.isLoading || file.status === "reading"}
        onFile={readFile}
        onSave={(values) => {
          const visits = visitsOf(file)
          if (visits) void save({ ...values, ...visits })
        }}
      >
        <ImportProgress reading={readingOf(file)} />
      </AudienceForm>
      <MutationError error={saving.error} shown={["name", "file"]} />
      {file.status === "read" && <ImportSummary report={file.report} browsers={browsers?.items ?? []} />}
      <ImportFormats />
    </>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: BrowsersQuery,
    cache: figuresPolicy,
    async load({ prefetch }) {
      await prefetch(api.endpoints.browsers.initiate({}))
      return {}
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, () => "Import your visitors")}
    description="Import analytics, an access log or browserslist statistics to see which web features reach your visitors."
    path="/audiences/new"
  />
)

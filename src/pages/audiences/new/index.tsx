import type { GetServerDataProps, HeadProps, PageProps } from "gatsby"
import React from "react"
import { AudienceForm } from "../../../components/audience-form"
import { AudienceSaved } from "../../../components/audience-saved"
import { ImportFormats } from "../../../components/import-formats"
import { ImportProgress } from "../../../components/import-progress"
import { ImportSummary } from "../../../components/import-summary"
import { fieldErrorsOf, MutationError } from "../../../components/mutation-error"
import { Seo } from "../../../components/seo"
import { api } from "../../../query/api"
import { forFiveMinutes } from "../../../query/cache"
import { serverData } from "../../../query/server-data"
import { takeRefused } from "../../../query/upload-answer"
import { NewAudienceQuery } from "../../../resources/audiences"
import type { ServerDataOf } from "../../../server-data"
import { titleOf } from "../../../server-data/client"
import { importErrors, importStatus, readingOf, useImport, visitsOf } from "../../../site/use-import"

type Data = ServerDataOf<typeof getServerData>

/** Imports a team's own visitors: read here, in a worker, or by the server where no script runs. */
export default function NewAudiencePage({
  serverData: { refused },
}: PageProps<object, object, unknown, Data>) {
  const [file, readFile] = useImport()
  const [save, saving] = api.useSaveAudienceMutation()
  const { data: browsers } = api.useBrowsersQuery({})
  if (saving.data) return <AudienceSaved {...saving.data} name={saving.originalArgs?.name} />

  return (
    <>
      <h1>Import your visitors</h1>
      <p>
        The figures for your own visitors, from what you already have: an export of your analytics, an access
        log, or browserslist statistics. Where scripts run, the file is read in your browser and never leaves
        it: only the counts by browser are sent when you save.
      </p>
      <AudienceForm
        values={refused?.typed}
        errors={[...importErrors(file), ...fieldErrorsOf(saving.error), ...(refused?.errors ?? [])]}
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
    query: NewAudienceQuery,
    cache: forFiveMinutes,
    async load({ query: { again }, headers, prefetch }) {
      await prefetch(api.endpoints.browsers.initiate({}))
      // A refused upload comes back with what was typed in a cookie. Who reads one has an answer of one visitor's own.
      const { value: refused, clear } = again ? takeRefused(headers) : {}
      return {
        props: { refused },
        headers: clear ? { "set-cookie": clear } : {},
        status: refused?.status ?? 200,
      }
    },
  })
}

export const Head = ({ serverData }: HeadProps<object, object, Data>) => (
  <Seo
    title={titleOf(serverData, () => "Import your visitors")}
    description="Which web features reach your own visitors: import analytics, an access log or browserslist statistics."
    path="/audiences/new"
  />
)

import { endpoint } from "../../query/endpoint"
import { answerRefused, answerSaved } from "../../query/upload-answer"
import { audiences } from "../../resources/audiences"
import { AudienceBody, largestBody } from "../../resources/saving/audience-body"
import { readUpload } from "../../resources/saving/audience-upload"
import { revisionTag } from "../../resources/saving/entity-tag"
import { createAudience } from "../../resources/saving/save-audience"
import { countAgainstLimit } from "../../resources/saving/save-limits"
import {
  jsonAsBytes,
  pathPrefix,
  readForm,
  readJson,
  type SentForm,
  type WriteRequest,
  withinDeadline,
} from "../../server-data"

export const config = jsonAsBytes

export default endpoint({
  query: audiences.parameters,
  load: ({ query }) => audiences.resolve(query),
  writes: {
    async POST(request) {
      const form = readForm(request)
      return form ? saveForm(form, request) : saveJson(request)
    },
  },
})

async function saveJson(request: WriteRequest): Promise<Response> {
  await countAgainstLimit("create", request.address)
  const { browsers, unknown, ...named } = await readJson(request, AudienceBody, largestBody)
  const { slug, editKey } = await createAudience({ ...named, visits: { browsers, unknown, source: "api" } })
  return Response.json(
    { slug, url: `${pathPrefix()}/audiences/${slug}`, editKey },
    { status: 201, headers: { location: `${pathPrefix()}/api/audiences/${slug}`, etag: revisionTag(1) } },
  )
}

/** Milliseconds: less than a write has, whose end a browser would show as bare JSON, with all that was typed gone. */
const deadlineOfForms = 15_000

/** What a browser without scripts sends: it is led to a page, however it ends. */
async function saveForm({ fields, files }: SentForm, request: WriteRequest): Promise<Response> {
  const typed = { name: fields.name ?? "", listed: ["true", "on", "1"].includes(fields.listed ?? "") }
  let isSaving = false
  const save = async (signal: AbortSignal) => {
    await countAgainstLimit("create", request.address)
    const draft = await readUpload({ ...typed, file: files.get("file") }, signal)
    signal.throwIfAborted()
    isSaving = true
    return answerSaved({ name: draft.name, ...(await createAudience(draft)) }, request.secure)
  }
  const refuse = (error: unknown) => answerRefused(error, typed, request, { mayHaveSaved: isSaving })
  try {
    // After the deadline it is too late for an answer, so that one is made for the log alone.
    return await withinDeadline(deadlineOfForms, save, (error) => void refuse(error))
  } catch (error) {
    return refuse(error)
  }
}

import { ResourceError } from "../resources/resource-error"
import type { AudienceUpload } from "../resources/saving/audience-upload"
import { type ParameterError, pathPrefix } from "../server-data"

/** An upload that was saved: what `/audiences/new/saved` tells once. */
export interface SavedUpload {
  name: string
  slug: string
  editKey: string
}

/** An upload that was not: what the form shows again, with the status of that page. */
export interface RefusedUpload {
  status: number
  errors: ParameterError[]
  typed: Pick<AudienceUpload, "name" | "listed">
}

/**
 * Leads a browser without scripts on from its upload (303). What the next page has to tell travels in a cookie, which
 * stands in no address and in no log, which no script and no other page gets, and which that page takes away.
 */
export function answerSaved(saved: SavedUpload, secure: boolean): Response {
  return seeOther("/audiences/new/saved", cookieOf(savedCookie, saved, secure))
}

/**
 * The same back to the form.
 * @throws the error itself where it is none that the form can tell
 */
export function answerRefused(error: unknown, typed: RefusedUpload["typed"], secure: boolean): Response {
  if (!(error instanceof ResourceError)) throw error
  const { status, detail } = error.problem
  const errors =
    "errors" in error.problem
      ? error.problem.errors
      : [{ parameter: "file", message: detail.slice(0, 1_500) }]
  const { name, listed } = typed
  const refusedUpload: RefusedUpload = { status, errors, typed: { name: name.slice(0, 200), listed } }
  return seeOther("/audiences/new?again=1", cookieOf(refusedCookie, refusedUpload, secure))
}

/** What was saved, once: `clear` goes into the page's `set-cookie`. */
export const takeSaved = (headers: Headers) => take<SavedUpload>(headers, savedCookie)

/** What was refused, once: `clear` goes into the page's `set-cookie`. */
export const takeRefused = (headers: Headers) => take<RefusedUpload>(headers, refusedCookie)

interface OneTimeCookie {
  name: string
  path: string
}

const savedCookie: OneTimeCookie = { name: "saved-upload", path: "/audiences/new/saved" }
const refusedCookie: OneTimeCookie = { name: "refused-upload", path: "/audiences/new" }

/** Seconds: as long as a redirect may take on a slow line. */
const lifetime = 60

function cookieOf({ name, path }: OneTimeCookie, value: object, secure: boolean): string {
  const text = Buffer.from(JSON.stringify(value)).toString("base64url")
  return `${name}=${text}; Path=${pathPrefix()}${path}; Max-Age=${lifetime}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`
}

function seeOther(location: string, cookie: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: pathPrefix() + location, "set-cookie": cookie },
  })
}

function take<Value>(headers: Headers, { name, path }: OneTimeCookie): { value?: Value; clear: string } {
  const clear = `${name}=; Path=${pathPrefix()}${path}; Max-Age=0; HttpOnly; SameSite=Strict`
  const text = new RegExp(`(?:^|; ?)${name}=([\\w-]+)`).exec(headers.get("cookie") ?? "")?.[1]
  if (text === undefined) return { clear }
  try {
    return { value: JSON.parse(Buffer.from(text, "base64url").toString()) as Value, clear }
  } catch {
    // Nobody's but the visitor's own doing.
    return { clear }
  }
}

import * as v from "valibot"
import { ResourceError } from "../resources/resource-error"
import { DeadlineError, pathPrefix, type WriteRequest } from "../server-data"

/** An upload that was saved: what `/audiences/new/saved` tells once. */
const SavedUpload = v.object({ name: v.string(), slug: v.string(), editKey: v.string() })
type SavedUpload = v.InferOutput<typeof SavedUpload>

/** An upload that was not: what the form shows again, with the status of that page. */
const RefusedUpload = v.object({
  status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
  errors: v.array(v.object({ parameter: v.string(), message: v.string() })),
  typed: v.object({ name: v.string(), listed: v.boolean() }),
})
type RefusedUpload = v.InferOutput<typeof RefusedUpload>

/**
 * Leads a browser without scripts on from its upload (303). What the next page has to tell travels in a cookie, which
 * stands in no address and in no log, which no script and no other page gets, and which that page takes away.
 */
export function answerSaved(saved: SavedUpload, secure: boolean): Response {
  return seeOther("/audiences/new/saved", cookieOf(savedCookie, saved, secure))
}

/**
 * The same back to the form, with why. An error that nobody expected is logged, and told as one that passes.
 * @param mayHaveSaved whether it was about to be saved, so that another try may save it twice
 */
export function answerRefused(
  error: unknown,
  typed: RefusedUpload["typed"],
  { secure, logged }: Pick<WriteRequest, "secure" | "logged">,
  { mayHaveSaved }: { mayHaveSaved: boolean },
): Response {
  const reason = reasonOf(error, logged, mayHaveSaved)
  return seeOther("/audiences/new?again=1", cookieThatFits({ ...reason, typed }, secure))
}

function reasonOf(
  error: unknown,
  logged: WriteRequest["logged"],
  mayHaveSaved: boolean,
): Pick<RefusedUpload, "status" | "errors"> {
  const atFile = (message: string) => [{ parameter: "file", message }]
  if (error instanceof ResourceError) {
    const { status, detail } = error.problem
    return { status, errors: "errors" in error.problem ? error.problem.errors : atFile(detail) }
  }
  const id = logged(error)
  const next = mayHaveSaved
    ? "It may be saved all the same: look for it before you send it again."
    : "Nothing was saved. Please try again."
  const reason =
    error instanceof DeadlineError ? "This took too long." : `Something went wrong here. Request ${id}.`
  return { status: 503, errors: atFile(`${reason} ${next}`) }
}

/** The upload with its texts as long as browsers take the cookie: the whole of it, attributes too. */
function cookieThatFits({ status, errors, typed }: RefusedUpload, secure: boolean): string {
  const ofLength = (most: number) => {
    const cut = (text: string) => [...text].slice(0, most).join("")
    const shortened: RefusedUpload = {
      status,
      errors: errors.slice(0, 2).map(({ parameter, message }) => ({ parameter, message: cut(message) })),
      typed: { ...typed, name: cut(typed.name) },
    }
    return cookieOf(refusedCookie, shortened, secure)
  }
  return [500, 200].map(ofLength).find(({ length }) => length <= largestCookie) ?? ofLength(100)
}

/** What was saved, once: `clear` goes into the page's `set-cookie`. */
export const takeSaved = (headers: Headers) => take(headers, savedCookie, SavedUpload)

/** What was refused, once: `clear` goes into the page's `set-cookie`. */
export const takeRefused = (headers: Headers) => take(headers, refusedCookie, RefusedUpload)

interface OneTimeCookie {
  name: string
  path: string
}

const savedCookie: OneTimeCookie = { name: "saved-upload", path: "/audiences/new/saved" }
const refusedCookie: OneTimeCookie = { name: "refused-upload", path: "/audiences/new" }

/** Bytes (RFC 6265, 6.1). */
const largestCookie = 4_096

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

function take<Value>(
  headers: Headers,
  { name, path }: OneTimeCookie,
  schema: v.GenericSchema<unknown, Value>,
): { value?: Value; clear: string } {
  const clear = `${name}=; Path=${pathPrefix()}${path}; Max-Age=0; HttpOnly; SameSite=Strict`
  const text = new RegExp(`(?:^|; ?)${name}=([\\w-]+)`).exec(headers.get("cookie") ?? "")?.[1]
  if (text === undefined) return { clear }
  try {
    return { value: v.parse(schema, JSON.parse(Buffer.from(text, "base64url").toString())), clear }
  } catch {
    // Nobody's but the visitor's own doing.
    return { clear }
  }
}

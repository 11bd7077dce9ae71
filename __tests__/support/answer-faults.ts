import type { Answered } from "./cached-origin"
import { mainTextOf } from "./page-text"

/** What is wrong with an answer, whatever was asked: empty where nothing is. */
export function faultsOf({ status, headers, text }: Answered, { method }: { method: string }): string[] {
  const type = headers["content-type"] ?? ""
  const faults = [...faultsOfHeaders(headers)]
  // 431 is an answer of Node's own, in JSON, before there is a request.
  if (status !== 431 && headers["x-content-type-options"] !== "nosniff")
    faults.push("no X-Content-Type-Options")
  // 501 is a method that nobody here knows.
  if (status >= 500 && status !== 501) faults.push(`a ${status}: ${text.slice(0, 300)}`)
  if (/^(?:text\/html|image\/svg|application\/(?:xhtml|xml)|text\/xml)/.test(type))
    faults.push(...reflectionsIn(text))
  if (/^text\/html/.test(type) && method !== "HEAD" && text && !text.trimEnd().endsWith("</html>")) {
    faults.push("a page that ends early")
  }
  if (status >= 400 && method !== "HEAD") faults.push(...faultsOfRefusal(status, type, text))
  return faults
}

function faultsOfHeaders(headers: Answered["headers"]): string[] {
  const faults = []
  for (const [name, value] of Object.entries(headers)) {
    if (/<x-reachline|["'] onx-reachline/i.test(String(value)))
      faults.push(`${name} has what was sent: ${value}`)
    if (/x-reachline/.test(name)) faults.push(`a header that was sent: ${name}`)
  }
  const to = headers.location
  if (to !== undefined && !/^\/(?![/\\])[!-~]*$/.test(to)) faults.push(`a redirect away from the site: ${to}`)
  return faults
}

/** Blocks of JSON, which browsers do not run and which nothing but a `<` ends. */
const dataBlocks = /<script[^>]* type="application\/(?:ld\+)?json"[^>]*>[^<]*<\/script>/g

function reflectionsIn(markup: string): string[] {
  const found = markup.replace(dataBlocks, "").match(/.{0,60}(?:<x-reachline|["'] onx-reachline).{0,60}/)
  return found ? [`markup has what was sent: ${found[0]}`] : []
}

/** A refusal says what was wrong, in the form that its type promises. */
function faultsOfRefusal(status: number, type: string, text: string): string[] {
  if (type.startsWith("application/problem+json")) {
    const problem = JSON.parse(text)
    if (problem.status !== status || !problem.title || !problem.detail)
      return [`a problem that says nothing: ${text}`]
    const unnamed = status === 400 && problem.errors?.some((error: { message?: string }) => !error.message)
    return unnamed ? [`an error without a message: ${text}`] : []
  }
  if (type.startsWith("text/html"))
    return mainTextOf(text).trim().length > 20 ? [] : ["a page that says nothing"]
  return text.trim().length > 0 ? [] : [`a ${status} that says nothing`]
}

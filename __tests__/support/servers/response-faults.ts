import { mainTextOf } from "../browser/page-text"
import type { HttpResponse } from "./cached-origin"

/** Lists what is wrong with a response, independent of the request. */
export function faultsOf({ status, headers, text }: HttpResponse, { method }: { method: string }): string[] {
  const type = headers["content-type"] ?? ""
  const faults = [...faultsOfHeaders(headers)]
  // Node itself sends 431, before the host handles the request.
  if (status !== 431 && headers["x-content-type-options"] !== "nosniff")
    faults.push("no X-Content-Type-Options")
  if (status >= 500 && status !== 501) faults.push(`a ${status}: ${text.slice(0, 300)}`)
  if (/^(?:text\/html|image\/svg|application\/(?:xhtml|xml)|text\/xml)/.test(type))
    faults.push(...reflectionsIn(text))
  if (/^text\/html/.test(type) && method !== "HEAD" && text && !text.trimEnd().endsWith("</html>")) {
    faults.push("a page that ends early")
  }
  if (status >= 400 && method !== "HEAD") faults.push(...faultsOfError(status, type, text))
  return faults
}

function faultsOfHeaders(headers: HttpResponse["headers"]): string[] {
  const faults = []
  for (const [name, value] of Object.entries(headers)) {
    if (/<x-reachline|["'] onx-reachline/i.test(String(value)))
      faults.push(`${name} contains injected text: ${value}`)
    if (/x-reachline/.test(name)) faults.push(`an injected header: ${name}`)
  }
  const { location } = headers
  if (location !== undefined && !/^\/(?![/\\])[!-~]*$/.test(location))
    faults.push(`a redirect to another site: ${location}`)
  return faults
}

/** Blocks of JSON. Browsers do not run them, and only a `<` can end them. */
const dataBlocks = /<script[^>]* type="application\/(?:ld\+)?json"[^>]*>[^<]*<\/script>/g

function reflectionsIn(markup: string): string[] {
  const found = markup.replace(dataBlocks, "").match(/.{0,60}(?:<x-reachline|["'] onx-reachline).{0,60}/)
  return found ? [`markup contains injected text: ${found[0]}`] : []
}

function faultsOfError(status: number, type: string, text: string): string[] {
  if (type.startsWith("application/problem+json")) {
    const problem = JSON.parse(text)
    if (problem.status !== status || !problem.title || !problem.detail)
      return [`a problem without a title or detail: ${text}`]
    const unnamed = status === 400 && problem.errors?.some((error: { message?: string }) => !error.message)
    return unnamed ? [`an error without a message: ${text}`] : []
  }
  if (type.startsWith("text/html"))
    return mainTextOf(text).trim().length > 20 ? [] : ["an error page without text"]
  return text.trim().length > 0 ? [] : [`a ${status} without text`]
}

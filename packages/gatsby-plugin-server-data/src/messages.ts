/**
 * The package's texts that a visitor can see. Each text has a code. A site can replace the texts with the option
 * `messages`, for all requests or for each request.
 */

import { isPlain, typeName } from "./serializable"

/**
 * A site's own texts. Each key is the code of an error. A string replaces the error's detail. An object
 * `{ title, detail }` also replaces its title. The package fills in placeholders such as `{requestId}`.
 */
export type Messages = Readonly<Record<string, string | { title?: string; detail?: string }>>

/**
 * The texts of a site, or a function that returns the texts for a request. A site with several languages uses a
 * function.
 */
export type MessagesOption =
  | Messages
  | ((request: {
      url: URL
      /** Reading a header adds it to `Vary`. */
      headers: Headers
    }) => Messages)

export const statusTitles: Readonly<Record<number, string>> = {
  301: "Moved Permanently",
  302: "Found",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  409: "Conflict",
  410: "Gone",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  423: "Locked",
  428: "Precondition Required",
  429: "Too Many Requests",
  451: "Unavailable For Legal Reasons",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
}

export const defaultDetails: Readonly<Record<string, string>> = {
  internal: "Something went wrong. Request ID: {requestId}",
  timeout: "The server took too long to respond. Try again.",
  "not-found": "This page does not exist.",
  gone: "This page does not exist any more.",
  unavailable: "This page is temporarily unavailable. Try again.",
  "method-not-allowed": "The method {method} is not allowed. Allowed: {allowed}.",
  redirect: "This page is at {location}.",
  "content-type": "The content type must be application/json, not {contentType}.",
  "content-type-missing": "The content type must be application/json. The request has none.",
  "body-too-large": "The body must not exceed {maxBytes} bytes.",
  "invalid-json": "The body is not valid JSON: {reason}",
}

export const parameterMessages = {
  "repeated-parameter": "Takes one value, but was given more than once.",
  "null-character": "Takes text without the character U+0000.",
} as const

/**
 * @param subject the start of the error message, such as "messages must return"
 * @throws TypeError if `value` is not an object of texts with codes as keys
 */
export function assertMessages(value: unknown, subject: string): asserts value is Messages {
  if (typeof value !== "object" || value === null || !isPlain(value)) {
    throw new TypeError(`${subject} a plain object of texts by code, not ${typeName(value)}.`)
  }
  for (const [code, text] of Object.entries(value)) {
    if (isText(text)) continue
    const isEntry = typeof text === "object" && text !== null && isPlain(text)
    const { title, detail } = (isEntry ? text : {}) as { title?: unknown; detail?: unknown }
    if (isEntry && isText(title) && isText(detail)) continue
    throw new TypeError(`${subject} a text or { title, detail } for the code ${JSON.stringify(code)}.`)
  }
}

const isText = (value: unknown) => value === undefined || typeof value === "string"

/** Fills in the placeholders in braces. A placeholder without a value stays in the text. */
export const formatMessage = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)

import { useEffect, useRef, useState } from "react"
import { visitsOfUsage } from "#audience/usage"
import { formatPercent } from "#components/charts/percent"
import type { FieldError } from "#components/ui/field"
import type { ImportReport } from "#import"
import type { ImportMessage } from "./import-worker"

export type ImportState =
  | { status: "none" }
  | { status: "reading"; file: File; bytes: number }
  | { status: "read"; file: File; report: ImportReport }
  | { status: "failed"; file: File; message: string }

/**
 * Reads a file in a web worker, so that the page stays responsive. Choosing a new file cancels the import of the
 * previous file.
 */
export function useImport(): [ImportState, (file: File | undefined) => void] {
  const [state, setState] = useState<ImportState>({ status: "none" })
  const running = useRef<Worker>(undefined)
  useEffect(() => () => running.current?.terminate(), [])

  function read(file: File | undefined) {
    running.current?.terminate()
    if (!file) return setState({ status: "none" })
    setState({ status: "reading", file, bytes: 0 })
    const worker = new Worker(new URL("./import-worker.ts", import.meta.url))
    running.current = worker
    worker.onmessage = ({ data: message }: MessageEvent<ImportMessage>) => {
      if (message.kind !== "progress") worker.terminate()
      setState(stateAfter(message, file))
    }
    worker.onerror = () => {
      worker.terminate()
      setState({ status: "failed", file, message: "Your browser could not read the file. Choose it again." })
    }
    worker.postMessage(file)
  }
  return [state, read]
}

function stateAfter(message: ImportMessage, file: File): ImportState {
  switch (message.kind) {
    case "progress":
      return { status: "reading", file, bytes: message.bytes }
    case "read":
      return { status: "read", file, report: message.report }
    case "failed":
      return { status: "failed", file, message: message.message }
  }
}

export const readingOf = (state: ImportState) => (state.status === "reading" ? state : undefined)

/** Returns the error of the last file as an error of the form's field `file`. */
export const importErrors = (state: ImportState): FieldError[] =>
  state.status === "failed" ? [{ parameter: "file", message: state.message }] : []

/** Describes the result of the last file in one sentence. Returns an empty text if no file was read. */
export function importStatus(state: ImportState): string {
  if (state.status !== "read") return ""
  const { browsers, unknown } = state.report
  const known = visitsOfUsage(browsers)
  return `Recognised ${formatPercent(known / (known + unknown.visits))} of visits.`
}

/** Returns the visits of the last file in the form of the API. Returns undefined if no file was read. */
export function visitsOf(state: ImportState) {
  if (state.status !== "read") return undefined
  const { browsers, unknown, lowerBounds } = state.report
  return { browsers, unknown: unknown.visits, lowerBounds: lowerBounds.visits }
}

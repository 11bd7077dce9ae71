import { useEffect, useRef, useState } from "react"
import type { ImportReport } from "../audience/import"
import { visitsOfUsage } from "../audience/usage"
import type { FieldError } from "../components/field"
import { formatPercent } from "../components/percent"
import type { ImportMessage } from "./import-worker"

export type ImportState =
  | { status: "none" }
  | { status: "reading"; file: File; bytes: number }
  | { status: "read"; file: File; report: ImportReport }
  | { status: "failed"; file: File; message: string }

/**
 * Reads a file of visits in a worker, so that the page stays responsive and a raw log never leaves the visitor's
 * machine. The next file ends the reading of the one before.
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
      setState({ status: "failed", file, message: "The file could not be read here. Choose it again." })
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

/** The file that is being read, if one is. */
export const readingOf = (state: ImportState) => (state.status === "reading" ? state : undefined)

/** Why a file cannot be taken, as an error of the form's field. */
export const importErrors = (state: ImportState): FieldError[] =>
  state.status === "failed" ? [{ parameter: "file", message: state.message }] : []

/** What reading a file came to, in a line; an error is the field's. */
export function importStatus(state: ImportState): string {
  if (state.status !== "read") return ""
  const { browsers, unknown } = state.report
  const known = visitsOfUsage(browsers)
  return `Read: the browsers of ${formatPercent(known / (known + unknown.visits))} of the visits are known.`
}

/** What was read, as the API takes it; nothing where no file was. */
export function visitsOf(state: ImportState) {
  if (state.status !== "read") return undefined
  const { browsers, unknown } = state.report
  return { browsers, unknown: unknown.visits }
}

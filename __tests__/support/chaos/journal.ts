import { request } from "node:http"
import type { FaultName } from "./faults"

/** `status` is 0 for a broken connection, and -1 for a timeout. */
export type Reply = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

export type Verdict = "correct" | "unavailable" | "broken" | "busy" | "wrong"

export const isBusy = ({ status, text }: Pick<Reply, "status" | "text">) =>
  status === 503 && text === "Busy. Try again."

/** The time limit of a request: three times the longest deadline of a page. */
const requestTimeoutMs = 15_000
/** After the end of a fault, errors are still allowed for this time. */
export const maxRecoveryMs = 5_000

type Episode = { fault: FaultName; from: number; to: number; recoveryMs?: number }

/** Sends the requests of a run, and judges each response by the faults at its time. */
export class Journal {
  readonly counts = new Map<string, Map<Verdict, number>>()
  readonly episodes: Episode[] = []
  readonly wrong: string[] = []
  readonly started = Date.now()
  slowestMs = 0

  constructor(readonly base: string) {}

  /**
   * Sends a request with a random client address in `X-Forwarded-For`, because the host limits the saves of one
   * address.
   */
  async request(
    path: string,
    { method = "GET", headers = {}, body }: RequestOptions = {},
  ): Promise<Reply & { sent: number }> {
    const sent = Date.now()
    const address = `198.51.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`
    const reply = await send(this.base + path, {
      method,
      headers: { "x-forwarded-for": address, ...headers },
      body,
    })
    this.slowestMs = Math.max(this.slowestMs, Date.now() - sent)
    return { ...reply, sent }
  }

  /**
   * Judges and counts a response. An error is allowed only if a fault at the time explains it.
   * @param findMistake describes the mistake of a regular response. Returns undefined if the response is correct.
   */
  judge(
    journey: string,
    subject: string,
    reply: Reply & { sent: number },
    findMistake: () => string | undefined,
  ): Verdict {
    const verdict = this.#verdictOf(subject, reply, findMistake)
    const counts = this.counts.get(journey) ?? new Map<Verdict, number>()
    this.counts.set(journey, counts.set(verdict, (counts.get(verdict) ?? 0) + 1))
    return verdict
  }

  #verdictOf(
    subject: string,
    { status, headers, text, sent }: Reply & { sent: number },
    findMistake: () => string | undefined,
  ) {
    const reportWrong = (mistake: string): Verdict => {
      const during = this.during(sent).join(", ") || "no fault"
      this.wrong.push(`${((sent - this.started) / 1_000).toFixed(1)} s, ${during}: ${subject}: ${mistake}`)
      return "wrong"
    }
    if (status === -1) return reportWrong(`no response within ${requestTimeoutMs} ms`)
    if (status === 0)
      return this.during(sent).includes("a worker is killed") ? "broken" : reportWrong("the connection broke")
    if (isBusy({ status, text })) return "busy"
    if (status === 503) {
      const mayHaveSaved = /may have been saved/.test(text)
      if ((headers["retry-after"] === undefined) !== mayHaveSaved)
        return reportWrong(`503, and Retry-After is ${headers["retry-after"]}: ${text.slice(0, 200)}`)
      const isExplained = this.during(sent).some((fault) => /database|disk/.test(fault))
      return isExplained ? "unavailable" : reportWrong(`503: ${text.slice(0, 200)}`)
    }
    const mistake = findMistake()
    return mistake === undefined ? "correct" : reportWrong(mistake)
  }

  during(sent: number): FaultName[] {
    return this.episodes
      .filter(({ from, to }) => from <= Date.now() && sent <= to + maxRecoveryMs)
      .map(({ fault }) => fault)
  }
}

type RequestOptions = { method?: string; headers?: { [name: string]: string }; body?: string }

function send(url: string, { method = "GET", headers = {}, body }: RequestOptions): Promise<Reply> {
  return new Promise((resolve) => {
    const end = (reply: Partial<Reply>) => {
      clearTimeout(timer)
      sent.destroy()
      resolve({ status: 0, headers: {}, text: "", ...reply })
    }
    const timer = setTimeout(() => end({ status: -1 }), requestTimeoutMs)
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = ""
      response.setEncoding("utf8").on("data", (part) => {
        text += part
      })
      response.on("end", () => end({ status: response.statusCode ?? 0, headers: response.headers, text }))
      response.on("error", () => end({}))
      response.on("aborted", () => end({}))
    })
    sent.on("error", () => end({}))
    sent.end(body)
  })
}

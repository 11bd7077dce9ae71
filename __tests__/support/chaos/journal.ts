import { request } from "node:http"
import type { FaultName } from "./faults"

/** An answer; `status` 0 where the connection broke, -1 where nothing came in time. */
export type Reply = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

/** How an answer is judged. `busy` is the host's own “Busy. Try again.” */
export type Verdict = "right" | "unavailable" | "broken" | "busy" | "wrong"

/** The host's own refusal while its event loop is late. */
export const isBusy = ({ status, text }: Pick<Reply, "status" | "text">) =>
  status === 503 && text === "Busy. Try again."

/** Milliseconds after which a client counts as hung: three times the longest deadline of a page. */
const patience = 15_000
/** Milliseconds after its end in which a fault may still be seen. */
export const recovery = 5_000

type Episode = { fault: FaultName; from: number; to: number; recovered?: number }

/** What was asked and how it ended, with the faults at the time: of this a run is judged and reported. */
export class Journal {
  readonly counts = new Map<string, Map<Verdict, number>>()
  readonly episodes: Episode[] = []
  readonly wrong: string[] = []
  readonly started = Date.now()
  slowest = 0

  constructor(readonly base: string) {}

  /** Asks, from an address of its own: what one client may save in an hour is limited. */
  async ask(
    path: string,
    { method = "GET", headers = {}, body }: Asking = {},
  ): Promise<Reply & { sent: number }> {
    const sent = Date.now()
    const address = `198.51.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`
    const reply = await askOnce(this.base + path, {
      method,
      headers: { "x-forwarded-for": address, ...headers },
      body,
    })
    this.slowest = Math.max(this.slowest, Date.now() - sent)
    return { ...reply, sent }
  }

  /**
   * Counts an answer. One that is not the right one has to be an honest error, of a fault that was there at the time.
   * @param right what is wrong with an answer of 200 or the like; undefined for nothing
   */
  judge(
    journey: string,
    what: string,
    reply: Reply & { sent: number },
    right: () => string | undefined,
  ): Verdict {
    const verdict = this.verdictOf(what, reply, right)
    const counts = this.counts.get(journey) ?? new Map<Verdict, number>()
    this.counts.set(journey, counts.set(verdict, (counts.get(verdict) ?? 0) + 1))
    return verdict
  }

  private verdictOf(
    what: string,
    { status, headers, text, sent }: Reply & { sent: number },
    right: () => string | undefined,
  ) {
    const tell = (how: string): Verdict => {
      const during = this.during(sent).join(", ") || "no fault"
      this.wrong.push(`${((sent - this.started) / 1_000).toFixed(1)} s, ${during}: ${what}: ${how}`)
      return "wrong"
    }
    if (status === -1) return tell(`no answer in ${patience} ms`)
    if (status === 0)
      return this.during(sent).includes("a worker is killed") ? "broken" : tell("the connection broke")
    if (isBusy({ status, text })) return "busy"
    if (status === 503) {
      const mayHaveSaved = text.includes("Your change may have been saved")
      if ((headers["retry-after"] === undefined) !== mayHaveSaved)
        return tell(`503, and Retry-After is ${headers["retry-after"]}: ${text.slice(0, 200)}`)
      const honest = this.during(sent).some((fault) => /database|disk/.test(fault))
      return honest ? "unavailable" : tell(`503: ${text.slice(0, 200)}`)
    }
    const mistake = right()
    return mistake === undefined ? "right" : tell(mistake)
  }

  /** The faults that a request sent then may have met until it was answered. */
  during(sent: number): FaultName[] {
    return this.episodes
      .filter(({ from, to }) => from <= Date.now() && sent <= to + recovery)
      .map(({ fault }) => fault)
  }
}

type Asking = { method?: string; headers?: { [name: string]: string }; body?: string }

function askOnce(url: string, { method = "GET", headers = {}, body }: Asking): Promise<Reply> {
  return new Promise((resolve) => {
    const end = (reply: Partial<Reply>) => {
      clearTimeout(timer)
      asked.destroy()
      resolve({ status: 0, headers: {}, text: "", ...reply })
    }
    const timer = setTimeout(() => end({ status: -1 }), patience)
    const asked = request(url, { method, headers, agent: false }, (response) => {
      let text = ""
      response.setEncoding("utf8").on("data", (part) => {
        text += part
      })
      response.on("end", () => end({ status: response.statusCode ?? 0, headers: response.headers, text }))
      response.on("error", () => end({}))
      response.on("aborted", () => end({}))
    })
    asked.on("error", () => end({}))
    asked.end(body)
  })
}

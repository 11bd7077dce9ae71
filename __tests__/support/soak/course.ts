const memory = {
  resident: "process_resident_memory_bytes",
  heap: "nodejs_heap_size_used_bytes",
  buffers: "nodejs_external_memory_bytes",
  cache: "http_cache_bytes",
}

/**
 * The metrics that count the objects that keep a process alive: timers and sockets, handles, and pending requests of
 * Node.
 */
const counts = {
  resources: "nodejs_active_resources_total",
  handles: "nodejs_active_handles_total",
  open: "nodejs_active_requests_total",
}

type Sample = Record<keyof typeof memory | keyof typeof counts, number>

export async function sampleOf(url: string): Promise<Sample> {
  const response = await fetch(`${url}/metrics`)
  const text = await response.text()
  if (!response.ok) throw new Error(`/metrics: ${response.status} ${text}`)
  const sumOf = (metric: string) => {
    const values = Array.from(text.matchAll(new RegExp(`^${metric}(?:{.*})? (\\S+)`, "gm")), ([, value]) =>
      Number(value),
    )
    if (values.length === 0) throw new Error(`/metrics does not contain ${metric}.`)
    return values.reduce((sum, value) => sum + value)
  }
  const megabytes = Object.entries(memory).map(([name, metric]) => [name, sumOf(metric) / 1_048_576])
  const numbers = Object.entries(counts).map(([name, metric]) => [name, sumOf(metric)])
  return Object.fromEntries([...megabytes, ...numbers]) as Sample
}

export const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0

export class Course {
  readonly samples: (Sample & { responses: number; p99: number })[] = []
  readonly times: number[] = []
  readonly statuses = new Map<number, number>()

  addResponse(status: number, timeMs: number): void {
    this.times.push(timeMs)
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1)
  }

  addSample(sample: Sample): void {
    const responses = this.times.length
    const since = this.samples.at(-1)?.responses ?? 0
    this.samples.push({ ...sample, responses, p99: quantile(this.times.slice(since), 0.99) })
  }

  /**
   * Returns the medians of the second and of the last quarter. Ignores the first quarter, in which the cache fills and
   * Node compiles the code. `p99` is the 99th percentile of all response times of a quarter, in milliseconds.
   */
  compare(): Record<keyof Sample | "p99", { settled: number; end: number }> {
    const quarter = (part: number) => {
      const of = <Item>(items: readonly Item[]) =>
        items.slice((items.length * (part - 1)) / 4, (items.length * part) / 4)
      const names = [...Object.keys(memory), ...Object.keys(counts)] as (keyof Sample)[]
      const medians = names.map((name) => [
        name,
        quantile(
          of(this.samples).map((sample) => sample[name]),
          0.5,
        ),
      ])
      return { ...Object.fromEntries(medians), p99: quantile(of(this.times), 0.99) }
    }
    const [settled, end] = [quarter(2), quarter(4)]
    return Object.fromEntries(
      Object.keys(end).map((name) => [name, { settled: settled[name], end: end[name] }]),
    ) as ReturnType<Course["compare"]>
  }

  toString(): string {
    const heads = ["responses", ...Object.keys(memory), ...Object.keys(counts), "p99"] as const
    const row = (cells: readonly string[]) => cells.map((cell) => cell.padStart(10)).join("")
    const rows = this.samples.map((sample) =>
      row(heads.map((head) => sample[head as keyof typeof sample].toFixed(0))),
    )
    const changes = Object.entries(this.compare()).map(
      ([name, { settled, end }]) => `${name} ${settled.toFixed(1)} → ${end.toFixed(1)}`,
    )
    return [
      `${row(heads)}  (MB, counts, ms)`,
      ...rows,
      `Second quarter → last: ${changes.join(", ")}`,
      `Statuses: ${[...this.statuses].map(([status, count]) => `${status}: ${count}`).join(", ")}`,
    ].join("\n")
  }
}

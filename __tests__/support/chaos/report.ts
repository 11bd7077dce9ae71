import { keepReport } from "../kept-report"
import type { Journal } from "./journal"

/** What a run of chaos was like, as text; kept in `.tmp/chaos` too, with everything that was wrong. */
export function reportOf(
  journal: Journal,
  notes: { seed: number; lost: readonly string[]; saves: number; skipped: readonly string[] },
): string {
  const { counts, episodes, wrong, started, slowest } = journal
  const minutes = ((Date.now() - started) / 60_000).toFixed(1)
  const verdicts = ["right", "unavailable", "broken", "busy", "wrong"] as const
  const row = (cells: readonly unknown[]) =>
    cells.map((cell, place) => (place ? String(cell).padStart(12) : String(cell).padEnd(36))).join("")
  const byFault = new Map<string, number[]>()
  for (const { fault, recovered = Number.POSITIVE_INFINITY } of episodes)
    byFault.set(fault, [...(byFault.get(fault) ?? []), recovered])
  const text = [
    `Chaos of ${minutes} minutes, seed ${notes.seed}`,
    "",
    row(["answers", ...verdicts]),
    ...[...counts].map(([journey, each]) =>
      row([journey, ...verdicts.map((verdict) => each.get(verdict) ?? 0)]),
    ),
    "",
    row(["faults", "times", "slowest recovery, ms"]),
    ...[...byFault].map(([fault, times]) => row([fault, times.length, Math.max(...times)])),
    ...notes.skipped,
    "",
    `The slowest answer took ${slowest} ms. ${notes.saves} saves were acknowledged, ${notes.lost.length} of them are lost.`,
    ...notes.lost,
    ...wrong.slice(0, 100),
  ].join("\n")
  keepReport("chaos", text)
  return text
}

/** Returns the median duration of `run` in milliseconds over `rounds` rounds, after three rounds of warm-up. */
export async function medianOf(rounds: number, run: (round: number) => unknown): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds + 3; round++) {
    const started = performance.now()
    await run(round)
    times.push(performance.now() - started)
  }
  return times.slice(3).sort((a, b) => a - b)[Math.floor(rounds / 2)] as number
}

export function print(title: string, rows: readonly (readonly string[])[]) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
  process.stdout.write(`\n${title}\n${lines.map((line) => `  ${line}\n`).join("")}`)
}

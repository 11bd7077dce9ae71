import React from "react"

/** How far a file is read, in bytes. */
export function ImportProgress({ name, bytes, size }: { name: string; bytes: number; size: number }) {
  return (
    <p role="status">
      <progress value={bytes} max={size || 1} aria-label={`Reading ${name}`} /> Reading {name}:{" "}
      {Math.floor((100 * bytes) / (size || 1))}% of {megabytes(size)}
    </p>
  )
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`

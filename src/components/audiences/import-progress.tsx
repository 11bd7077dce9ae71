import React from "react"

export function ImportProgress({
  reading,
}: {
  reading: { file: { name: string; size: number }; bytes: number } | undefined
}) {
  if (!reading) return null
  const { file, bytes } = reading
  const size = file.size || 1
  return (
    <p>
      <progress value={bytes} max={size} aria-label={`Reading ${file.name}`} />{" "}
      {Math.floor((100 * bytes) / size)}% of {megabytes(size)}
    </p>
  )
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`

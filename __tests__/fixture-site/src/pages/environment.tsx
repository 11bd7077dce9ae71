import type { PageProps } from "gatsby"
import React from "react"

type Data = { atBuild: string | null; atRunTime: string | null }

/** Shows a variable as the build and as the running process see it. */
export default function EnvironmentPage({ serverData }: PageProps<object, object, unknown, Data>) {
  return <pre>{JSON.stringify(serverData)}</pre>
}

export async function getServerData() {
  return {
    props: {
      atBuild: process.env.FIXTURE_VARIABLE ?? null,
      atRunTime: globalThis.process.env.FIXTURE_VARIABLE ?? null,
    },
  }
}

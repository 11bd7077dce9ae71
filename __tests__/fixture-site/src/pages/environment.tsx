import type { PageProps } from "gatsby"
import React from "react"

type Data = { atBuild: string | null; atRunTime: string | null }

/** Shows two values of an environment variable: the value during the build, and the value in the running process. */
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

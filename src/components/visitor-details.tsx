import React, { type ReactNode } from "react"
import type { Visitor } from "../resources/visitor"
import { AudienceLink, useChosenAudience } from "./audience-context"

/** What a request says of who made it; `children` is about the browser. */
export function VisitorDetails({
  visitor: { browser, region },
  children,
}: {
  visitor: Visitor
  children: ReactNode
}) {
  return (
    <>
      <h1>What your request says</h1>
      <p>
        {browser ? (
          <>
            You are here with{" "}
            <AudienceLink to={`/browsers/${browser.id}`} query={{ version: browser.version }}>
              {browser.name} {browser.version}
            </AudienceLink>
            .
          </>
        ) : (
          "Your browser tells no name and version that are tracked here: in every audience it counts as unknown."
        )}{" "}
        This is read from the headers that your browser sends with every request.
      </p>
      {browser?.id === "safari_ios" && (
        <p>On iOS and iPadOS every browser is WebKit, and counts as Safari of the system’s version.</p>
      )}
      {region && <Region {...region} />}
      {children}
    </>
  )
}

function Region({ id, label }: { id: string; label: string }) {
  const { audience = "world" } = useChosenAudience()
  return (
    <p>
      The language that you ask for is that of {label}.{" "}
      {audience === id ? (
        "The figures are about it."
      ) : (
        <AudienceLink to="/you" query={{ audience: id }}>
          Take {label} as the audience
        </AudienceLink>
      )}
    </p>
  )
}

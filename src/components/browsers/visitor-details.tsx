import React, { type ReactNode } from "react"
import type { Visitor } from "#audience/visitor"
import { AudienceLink, useAudienceChoice } from "../ui/audience-context"

export function VisitorDetails({
  visitor: { browser, region },
  children,
}: {
  visitor: Visitor
  children: ReactNode
}) {
  return (
    <>
      <h1>Your browser</h1>
      <p>
        {browser ? (
          <>
            You are using{" "}
            <AudienceLink to={`/browsers/${browser.id}`} query={{ version: browser.version }}>
              {browser.name} {browser.version}
            </AudienceLink>
            {browser.isLowerBound && " or newer"}.
          </>
        ) : (
          "We don’t have data for your browser, so it counts as unknown."
        )}{" "}
        Detected from the headers that your browser sends with every request.
      </p>
      {browser?.id === "safari_ios" && (
        <p>
          All browsers on iOS and iPadOS use WebKit, so they count as Safari on iOS in the version of the
          system.
        </p>
      )}
      {region && <Region {...region} />}
      {children}
    </>
  )
}

function Region({ id, label }: { id: string; label: string }) {
  const { audience = "world" } = useAudienceChoice()
  return (
    <p>
      Your language settings suggest {label}.{" "}
      {audience === id ? (
        `All figures are for ${label}.`
      ) : (
        <AudienceLink to="/you" query={{ audience: id }}>
          Switch to {label}
        </AudienceLink>
      )}
    </p>
  )
}

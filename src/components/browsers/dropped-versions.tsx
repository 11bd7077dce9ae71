import React from "react"
import type { BrowserResponse } from "#resources/browser-resource"
import { exactPercent, Percent } from "../charts/percent"
import { AudienceLink } from "../ui/audience-context"
import { AudienceVisits } from "../ui/audience-name"
import { Snippet } from "../ui/snippet"

/** The same browser on another kind of device. */
const siblings: Readonly<Record<string, { id: string; name: string }>> = {
  safari: { id: "safari_ios", name: "Safari on iOS" },
  safari_ios: { id: "safari", name: "Safari on macOS" },
  chrome: { id: "chrome_android", name: "Chrome for Android" },
  chrome_android: { id: "chrome", name: "Chrome on desktop" },
  firefox: { id: "firefox_android", name: "Firefox for Android" },
  firefox_android: { id: "firefox", name: "Firefox on desktop" },
}

/** Shows what dropping old versions of a browser loses and gains: visits, features, and the browserslist query. */
export function DroppedVersions({
  response: { audience, browser, target },
  below: { version, share, gainedFeatures, browserslist },
}: {
  response: BrowserResponse
  below: NonNullable<BrowserResponse["below"]>
}) {
  const goal = `your ${exactPercent(target)}% target`
  const count =
    gainedFeatures.length === 1 ? "1 more feature meets" : `${gainedFeatures.length} more features meet`
  const sibling = siblings[browser.id]
  return (
    <>
      <p>
        Without the versions of {browser.name} below {version}, you lose{" "}
        <strong>
          <Percent value={share} />
        </strong>{" "}
        of <AudienceVisits audience={audience} />. Among the remaining visits,{" "}
        {gainedFeatures.length === 0 ? `no more features meet ${goal}.` : `${count} ${goal}.`}
        {sibling && (
          <>
            {" "}
            <AudienceLink to={`/browsers/${sibling.id}`} query={{ below: version }}>
              Drop {sibling.name} below {version}
            </AudienceLink>
          </>
        )}
      </p>
      {gainedFeatures.length > 0 && (
        <details open={gainedFeatures.length <= 20}>
          <summary>Features gained: {gainedFeatures.length}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">Feature</th>
                <th scope="col">Reach now</th>
                <th scope="col">Reach without these versions</th>
              </tr>
            </thead>
            <tbody>
              {gainedFeatures.map(({ id, name, reach, reachWithout }) => (
                <tr key={id}>
                  <th scope="row">
                    <AudienceLink to={`/features/${id}`}>{name}</AudienceLink>
                  </th>
                  <td>
                    <Percent value={reach} />
                  </td>
                  <td>
                    <Percent value={reachWithout} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {browserslist && (
        <Snippet
          heading="browserslist query without these versions"
          text={browserslist}
          copy="Copy browserslist query"
        />
      )}
    </>
  )
}

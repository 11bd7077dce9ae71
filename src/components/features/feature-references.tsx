import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { AudienceLink } from "../ui/audience-context"

export function FeatureReferences({ feature, part }: Pick<FeatureResponse, "feature" | "part">) {
  const { name, mdn } = part ?? feature
  return (
    <ul>
      {feature.specifications.map((url) => (
        <li key={url}>
          <a href={url}>Specification: {url.replace(/^https:\/\//, "")}</a>
        </li>
      ))}
      <li>
        {mdn ? (
          <a href={mdn}>MDN: {decodeURI(mdn.slice(mdn.lastIndexOf("/") + 1)).replaceAll("_", " ")}</a>
        ) : (
          <a href={`https://developer.mozilla.org/search?q=${encodeURIComponent(name)}`}>
            MDN: search for {name}
          </a>
        )}
      </li>
      {feature.caniuse.map((id) => (
        <li key={id}>
          <a href={`https://caniuse.com/${id}`}>caniuse: {id}</a>
        </li>
      ))}
      <li>
        <a href={`https://webstatus.dev/features/${feature.id}`}>webstatus.dev: {feature.id}</a>
      </li>
    </ul>
  )
}

export function Discouraged({ discouraged }: Pick<FeatureResponse["feature"], "discouraged">) {
  if (!discouraged) return null
  const { reason, alternatives } = discouraged
  return (
    <p>
      <strong>Discouraged:</strong> {reason}
      {alternatives.length > 0 && (
        <>
          {" "}
          Use instead:{" "}
          {alternatives.map((id, index) => (
            <React.Fragment key={id}>
              {index > 0 && ", "}
              <AudienceLink to={`/features/${id}`}>{id}</AudienceLink>
            </React.Fragment>
          ))}
          .
        </>
      )}
    </p>
  )
}

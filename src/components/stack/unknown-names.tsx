import React from "react"
import type { UnknownNames as Names } from "#resources/stack-resource"
import { AudienceLink } from "../ui/audience-context"

/** Suggests features for names that match nothing. Each suggestion adds the feature to the stack. */
export function UnknownNames({ names, features = "" }: { names: Names; features?: string }) {
  return names.map(({ text, suggestions, elsewhere }) => (
    <p key={text}>
      No feature is called “{text}”.
      {suggestions.length > 0 && " Did you mean "}
      {suggestions.map(({ id, name }, index) => (
        <React.Fragment key={id}>
          {index > 0 && (index === suggestions.length - 1 ? " or " : ", ")}
          <AudienceLink to="/stack" query={{ features: features ? `${features},${id}` : id }}>
            {name}
          </AudienceLink>
        </React.Fragment>
      ))}
      {suggestions.length > 0 && "?"}
      {elsewhere.map(({ id, title, url }) => (
        <React.Fragment key={id}>
          {" "}
          Without support data here: <a href={url}>{title} on caniuse</a>.
        </React.Fragment>
      ))}
    </p>
  ))
}

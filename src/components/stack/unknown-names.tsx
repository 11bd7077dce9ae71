import React from "react"
import type { UnknownNames as Names } from "#resources/stack-resource"
import { AudienceLink } from "../ui/audience-context"
import { DidYouMean } from "../ui/did-you-mean"

/** Suggests features for names that match nothing. Each suggestion adds the feature to the stack. */
export function UnknownNames({ names, features = "" }: { names: Names; features?: string }) {
  return names.map(({ text, suggestions, elsewhere }) => (
    <p key={text}>
      No feature is called “{text}”.{" "}
      <DidYouMean items={suggestions}>
        {({ id, name }) => (
          <AudienceLink to="/stack" query={{ features: features ? `${features},${id}` : id }}>
            {name}
          </AudienceLink>
        )}
      </DidYouMean>
      {elsewhere.map(({ id, title, url }) => (
        <React.Fragment key={id}>
          {" "}
          Without support data here: <a href={url}>{title} on caniuse</a>.
        </React.Fragment>
      ))}
    </p>
  ))
}

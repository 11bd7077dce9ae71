import { withPrefix } from "gatsby"
import React from "react"
import { AudienceLink } from "./audience-context"
import * as styles from "./audience-saved.module.css"
import { CopyButton } from "./copy-button"
import { FocusedHeading } from "./focused-heading"

/** A new audience: where it is, and the key to change it, which is shown this once. */
export function AudienceSaved({ name, slug, editKey }: { name: string; slug: string; editKey: string }) {
  return (
    <>
      <FocusedHeading>{name} is saved</FocusedHeading>
      <p>
        Every page, badge and endpoint answers for it under <code>audience={slug}</code>:{" "}
        <AudienceLink to={`/audiences/${slug}`} query={{ audience: slug }}>
          see who your visitors are
        </AudienceLink>{" "}
        or{" "}
        <AudienceLink to="/features" query={{ audience: slug }}>
          what reaches them
        </AudienceLink>
        .
      </p>
      <section className={styles.key} aria-labelledby="edit-key">
        <h2 id="edit-key">The edit key</h2>
        <p>
          Keep it now: only its hash is stored, and it is never shown again. Who has it can replace or delete
          the audience on <a href={withPrefix(`/audiences/${slug}/edit`)}>its edit page</a>.
        </p>
        <code>{editKey}</code>
        <CopyButton text={editKey}>Copy the key</CopyButton>
      </section>
    </>
  )
}

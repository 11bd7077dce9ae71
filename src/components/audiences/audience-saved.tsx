import { withPrefix } from "gatsby"
import React from "react"
import { AudienceLink, withQuery } from "../ui/audience-context"
import { CopyButton } from "../ui/copy-button"
import { FocusedHeading } from "../ui/focused-heading"
import * as styles from "./audience-saved.module.css"

/** Confirms that an audience was saved, with its link and its edit key. The server cannot show the key again. */
export function AudienceSaved({ name, slug, editKey }: { name: string; slug: string; editKey: string }) {
  const path = `/audiences/${slug}`
  const address = withQuery(path, { audience: slug })
  return (
    <>
      <FocusedHeading>{name} is saved</FocusedHeading>
      <p>
        Share this link:{" "}
        <AudienceLink to={path} query={{ audience: slug }}>
          {address}
        </AudienceLink>
      </p>
      <p>
        <CopyButton text={() => new URL(withPrefix(address), window.location.href).href}>
          Copy link
        </CopyButton>
      </p>
      <p>
        To get its figures on any page, badge or API endpoint, add <code>audience={slug}</code> to the
        address.{" "}
        <AudienceLink to="/features" query={{ audience: slug }}>
          See which features reach this audience
        </AudienceLink>
        .
      </p>
      <section className={styles.key} aria-labelledby="edit-key">
        <h2 id="edit-key">Edit key</h2>
        <p>
          Copy this key now; we can’t show it again. Anyone who has it can change or delete this audience on{" "}
          <a href={withPrefix(`${path}/edit`)}>its edit page</a>.
        </p>
        <code>{editKey}</code>
        <CopyButton text={editKey}>Copy key</CopyButton>
      </section>
    </>
  )
}

import React, { type ReactNode } from "react"
import { AudienceLink } from "./audience-context"
import * as styles from "./layout.module.css"

/** What stands around every page. `picker` chooses the audience. */
export function Layout({ picker, children }: { picker: ReactNode; children: ReactNode }) {
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <header className={styles.header}>
        <nav className={styles.nav} aria-label="Site">
          <AudienceLink to="/" className={styles.brand}>
            Reachline
          </AudienceLink>
          <AudienceLink to="/features">Features</AudienceLink>
          <AudienceLink to="/data">Data</AudienceLink>
        </nav>
        {picker}
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <p>
          Support data by <a href="https://github.com/web-platform-dx/web-features">web-features</a>, usage by{" "}
          <a href="https://caniuse.com">caniuse</a> (CC BY 4.0), browsers built on Chromium by{" "}
          <a href="https://www.npmjs.com/package/baseline-browser-mapping">baseline-browser-mapping</a>.{" "}
          <AudienceLink to="/data">What to know about the figures</AudienceLink>.
        </p>
      </footer>
    </>
  )
}

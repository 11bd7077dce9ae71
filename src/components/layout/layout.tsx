import React, { type ReactNode } from "react"
import { StackLink } from "../stack/stack-link"
import { AudienceLink } from "../ui/audience-context"
import * as styles from "./layout.module.css"
import { NavigationProgress } from "./navigation-progress"
import { ThemeSwitch } from "./theme-switch"

const sections = [
  { path: "/features", name: "Features" },
  { path: "/stack", name: "Stack" },
  { path: "/browsers", name: "Browsers" },
  { path: "/audiences", name: "Audiences" },
  { path: "/you", name: "You" },
  { path: "/data", name: "Data" },
]

export function Layout({ path, picker, children }: { path: string; picker: ReactNode; children: ReactNode }) {
  const current = (section: string) =>
    path === section ? "page" : path.startsWith(`${section}/`) ? "true" : undefined
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <NavigationProgress />
      <header className={styles.header}>
        <AudienceLink to="/" className={styles.brand} aria-current={path === "/" ? "page" : undefined}>
          <svg className={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
            <rect className={styles.reached} x="0" y="7" width="16" height="10" />
            <rect className={styles.lost} x="19" y="8" width="4" height="8" />
          </svg>
          Reachline
        </AudienceLink>
        <nav className={styles.nav} aria-label="Site">
          {sections.map(({ path, name }) =>
            path === "/stack" ? (
              <StackLink key={path} current={current(path)} />
            ) : (
              <AudienceLink key={path} to={path} aria-current={current(path)}>
                {name}
              </AudienceLink>
            ),
          )}
        </nav>
        <div className={styles.controls}>
          {picker}
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <p>
          Support data: <a href="https://github.com/web-platform-dx/web-features">web-features</a>. Usage
          data: <a href="https://caniuse.com">caniuse</a> (CC BY 4.0). Chromium versions:{" "}
          <a href="https://www.npmjs.com/package/baseline-browser-mapping">baseline-browser-mapping</a>.{" "}
          <AudienceLink to="/data">About the data</AudienceLink>.
        </p>
      </footer>
    </>
  )
}

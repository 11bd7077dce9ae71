import React, { type ReactNode } from "react"
import "./layout.css"

export function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <header id="layout">Fixture</header>
      <main>{children}</main>
    </>
  )
}

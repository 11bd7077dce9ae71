import React from "react"

/** Gatsby's Link outside of Gatsby: the link that it draws. */
export const Link = ({ to, ...rest }: { to: string }) => <a href={to} {...rest} />

export const withPrefix = (path: string) => path

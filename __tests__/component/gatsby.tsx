import React from "react"

/** Gatsby's Link as a plain anchor. */
export const Link = ({ to, ...rest }: { to: string }) => <a href={to} {...rest} />

export const withPrefix = (path: string) => path

import { Link, type PageProps } from "gatsby"
import * as React from "react"

const IndexPage = ({ location }: PageProps) => <Link to="/books/7/">Book at {location.pathname}</Link>

export default IndexPage

export const Head = () => <title>Home</title>

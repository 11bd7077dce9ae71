import { Link } from "gatsby"
import * as React from "react"

export default function IndexPage() {
  return <Link to="/plain/">Plain</Link>
}

import React from "react"
import { InlineScripts } from "../../components/inline-scripts"

export default function StaticScriptsPage() {
  return <InlineScripts />
}

import { writeContentSecurityPolicy } from "../../src/server-data/gatsby-node"

export const onPostBuild = writeContentSecurityPolicy()

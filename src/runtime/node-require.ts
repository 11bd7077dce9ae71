declare const __non_webpack_require__: NodeRequire | undefined

/**
 * Requires a package from node_modules at run time. Use it for packages that Gatsby's page engine cannot bundle, and for
 * packages whose computed imports would put all of their data into each bundle.
 */
export function nodeRequire<Package>(name: string): Package {
  const load = typeof __non_webpack_require__ === "function" ? __non_webpack_require__ : require
  return load(name) as Package
}

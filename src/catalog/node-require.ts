declare const __non_webpack_require__: NodeRequire | undefined

/**
 * A package from node_modules at run time, out of every bundle: for what loads its data by computed names, which
 * would put all of it into each function, and for what Gatsby's page engine refuses to bundle.
 */
export function nodeRequire<Package>(name: string): Package {
  const load = typeof __non_webpack_require__ === "function" ? __non_webpack_require__ : require
  return load(name) as Package
}

/** Loads a document instead of a Gatsby page: another site, a file, or a page whose data cannot be loaded. */
export function loadDocument(url: URL | string, { replace = false } = {}): void {
  if (replace) window.location.replace(url)
  else window.location.assign(url)
}

/** Loads a URL as a new document: another site, a file, or a page whose data cannot be loaded. */
export function loadDocument(url: URL | string, { replace = false } = {}): void {
  if (replace) window.location.replace(url)
  else window.location.assign(url)
}

/** Inline scripts, which `gatsby-config.ts` allows in the Content-Security-Policy. */
export const inlineScripts = {
  "post-hydrate": 'document.documentElement.dataset.postHydrate = "ran"',
  idle: 'document.documentElement.dataset.idle = "ran"',
  // Partytown runs this script in a worker.
  "off-main-thread": 'document.documentElement.dataset.offMainThread = "ran"',
}

/** The plugin's options do not contain this script. */
export const unknownScript = 'document.documentElement.dataset.unknown = "ran"'

/** What browserslist calls the browsers of web-features that it knows. */
const names: Readonly<Record<string, string>> = {
  chrome: "chrome",
  chrome_android: "and_chr",
  edge: "edge",
  firefox: "firefox",
  firefox_android: "and_ff",
  safari: "safari",
  safari_ios: "ios_saf",
  opera: "opera",
  opera_android: "op_mob",
  samsunginternet_android: "samsung",
}

/**
 * The browserslist query of the versions that a feature needs: `chrome >= 105, safari >= 15.4`. Undefined where no
 * browser that browserslist knows has it.
 */
export function browserslistQuery(
  browsers: readonly { id: string; supportedSince: string | null }[],
): string | undefined {
  const parts = browsers.flatMap(({ id, supportedSince }) =>
    names[id] && supportedSince && /^[\d.]+$/.test(supportedSince)
      ? [`${names[id]} >= ${supportedSince}`]
      : [],
  )
  return parts.length > 0 ? parts.join(", ") : undefined
}

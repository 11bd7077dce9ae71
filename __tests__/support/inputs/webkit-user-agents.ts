import { type CorpusEntry, cross, webkit } from "./corpus-entry"

const iosDevices = ["iPhone; CPU iPhone OS", "iPad; CPU OS", "iPod touch; CPU iPhone OS"]
const iosVersions = [
  "9.3",
  "10.2",
  "11.4",
  "12.5",
  "13.7",
  "14.8",
  "15.6",
  "16.4",
  "17.2",
  "17.6",
  "18.1",
  "18.5",
]

/**
 * The text that browsers and apps on iOS write after `(KHTML, like Gecko)`. These texts contain neither the version of
 * Safari nor the version of iOS.
 */
const iosApps = [
  "CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1",
  "FxiOS/145.0 Mobile/15E148 Safari/605.1.15",
  "EdgiOS/141.0.3537.85 Mobile/15E148 Safari/604.1",
  "OPiOS/16.0.15.124050 Mobile/15E148 Safari/9537.53",
  "GSA/300.0.598994205 Mobile/15E148 Safari/604.1",
  "Mobile/15E148",
  "Mobile/15E148 Safari/604.1 DuckDuckGo/7",
  "Mobile/15E148 MicroMessenger/8.0.57(0x18003930) NetType/WIFI Language/zh_CN",
  "Mobile/15E148 Safari Line/14.1.0",
  "Mobile/15E148 [LinkedInApp]/9.27",
  "Mobile/15E148 AlipayClient/10.5 AlipayDefined(nt:WIFI,ws:390|753|3.0)",
  "Mobile/15E148 NAVER(inapp; search; 1000; 12.5.3; 15PRO)",
  "Mobile/15E148 MyShop-iOS/4.2.1",
]

/** The text of apps that write the version of iOS. `N.N` and `N_N` stand for this version. */
const iosAppsWithSystem = [
  "Mobile/15E148 [FBAN/FBIOS;FBAV/540.0.0.1.1;FBDV/iPhone17,1;FBMD/iPhone;FBSN/iOS;FBSV/N.N;FBSS/3;FBLC/de_DE]",
  "Mobile/15E148 Instagram 405.0.0.1.1 (iPhone17,1; iOS N_N; de_DE; de; scale=3.00; 1206x2622; 1)",
  "Mobile/15E148;MyApp/4.22.1/iOS/N.N",
  "Mobile/15E148 MyApp/3.1 (iPhone17,1; iOS N.N)",
  "Mobile/15E148 Weibo (iPhone17,1__weibo__15.9.0__iphone__osN.N)",
]

const underscored = (version: string) => version.replace(".", "_")

function onIos(): CorpusEntry[] {
  const comments = cross(iosDevices, iosVersions, (device, version) => ({
    comment: `(${device} ${underscored(version)}_1 like Mac OS X)`,
    version,
  }))
  const bySystem = cross(
    comments,
    iosApps,
    ({ comment, version }, app): CorpusEntry => ({
      userAgent: `Mozilla/5.0 ${comment} ${webkit} ${app}`,
      expected: { engine: "safari_ios", version },
    }),
  )
  const bySafari = cross(
    comments,
    ["", "EdgiOS/120.0.2210.116 ", "YaBrowser/23.3.3.330 "],
    ({ comment, version }, name): CorpusEntry => ({
      userAgent: `Mozilla/5.0 ${comment} ${webkit} Version/${version} ${name}Mobile/15E148 Safari/604.1`,
      expected: { engine: "safari_ios", version },
    }),
  )
  return [...bySystem, ...bySafari]
}

const newSystems = ["26.1", "26.2", "27.1"]

/**
 * Since iOS 26, user agents contain 18.6 or 18.7 as the version of iOS. User agents of Firefox contain one of these two
 * on every version of iOS.
 */
function onFrozenIos(): CorpusEntry[] {
  const frozen = cross(iosDevices, ["18.6", "18.7"], (device, version) => ({
    comment: `(${device} ${underscored(version)} like Mac OS X)`,
    version,
  }))
  const unstated = cross(
    frozen,
    iosApps,
    ({ comment, version }, app): CorpusEntry => ({
      userAgent: `Mozilla/5.0 ${comment} ${webkit} ${app}`,
      expected: { engine: "safari_ios", version, isLowerBound: true },
    }),
  )
  const stated = cross(frozen, newSystems, ({ comment }, version) =>
    [
      ...iosAppsWithSystem.map((app) => app.replace("N.N", version).replace("N_N", underscored(version))),
      `Version/${version} Mobile/15E148 Safari/604.1`,
      `Version/${version} Mobile/15E148 Safari/604.1 OPT/6.1.1`,
    ].map(
      (app): CorpusEntry => ({
        userAgent: `Mozilla/5.0 ${comment} ${webkit} ${app}`,
        expected: { engine: "safari_ios", version },
      }),
    ),
  )
  return [...unstated, ...stated.flat()]
}

const safariVersions = ["9.1", "11.1", "13.1", "14.1", "15.6", "16.4", "17.2", "18.5", "26.1", "26.3"]

function onMacs(): CorpusEntry[] {
  const mac = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit}`
  const names = ["", " Ddg/17.4", " Orion/1.0", " MyReader/5.2"]
  const onMac = cross(
    safariVersions,
    names,
    (version, name): CorpusEntry => ({
      userAgent: `${mac} Version/${version} Safari/605.1.15${name}`,
      expected: { engine: "safari", version },
    }),
  )
  // An iPad that requests desktop sites names a Mac.
  const tokens = ["CriOS/141", "FxiOS/145.0", "EdgiOS/141.0", "OPiOS/16.0", "OPT/4.0"]
  const onIpad = cross(
    safariVersions,
    tokens,
    (version, token): CorpusEntry => ({
      userAgent: `${mac} Version/${version} ${token} Safari/605.1.15`,
      expected: { engine: "safari_ios", version },
    }),
  )
  const unstated = tokens.map(
    (token): CorpusEntry => ({ userAgent: `${mac} ${token} Safari/605.1.15`, expected: "unknown" }),
  )
  return [...onMac, ...onIpad, ...unstated]
}

/** Browsers and apps on iOS, and WebKit browsers on Macs. */
export const webkitUserAgents: readonly CorpusEntry[] = [...onIos(), ...onFrozenIos(), ...onMacs()]

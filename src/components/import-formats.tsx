import React from "react"

export function ImportFormats() {
  return (
    <>
      <h2>What is taken</h2>
      <p>Plain text of any size. The format is detected automatically.</p>
      {formats.map(({ heading, text, example }) => (
        <details key={heading}>
          <summary>{heading}</summary>
          <p>{text}</p>
          <pre>
            <code>{example}</code>
          </pre>
        </details>
      ))}
    </>
  )
}

const formats = [
  {
    heading: "A table from analytics (GA4, Matomo, Plausible and others)",
    text: "CSV or TSV with columns for the browser and a number (users, visitors, sessions, visits, views or a count), best with its version, the operating system and its version too. The columns are found by their names, in any order.",
    example: `Operating system,OS version,Browser,Browser version,Device category,Views
Android,14,Chrome,120.0.0.0,mobile,"12,503"
iOS,17.2,Safari,17.2,mobile,8114`,
  },
  {
    heading: "An access log",
    text: "Combined format as Apache and nginx write it, or a JSON object a line. Each line counts as a visit; bots are left out.",
    example: `203.0.113.7 - - [20/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"`,
  },
  {
    heading: "browserslist’s custom statistics",
    text: "The browserslist-stats.json that browserslist-ga, browserslist-ga-export and browserslist-plausible write: percent by browser and version.",
    example: `{ "chrome": { "119": 12.5, "120": 40 }, "ios_saf": { "17.2": 9.1 } }`,
  },
  {
    heading: "User agents",
    text: "One a line, with or without how often it came, as sort | uniq -c writes it. Bots are left out.",
    example: "  4500 Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
  },
] as const

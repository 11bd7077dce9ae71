import React from "react"

export function ImportFormats() {
  return (
    <>
      <h2>Supported formats</h2>
      <p>Text files of any size, also packed as .gz or .zip. The format is detected for you.</p>
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
    heading: "Analytics table (GA4, Matomo, Plausible and others)",
    text: "CSV or TSV with a column for the browser and one for a number (users, visitors, sessions, visits, views or a count). Add the browser version, the operating system and its version for exact figures. Columns are recognised by name, in any order.",
    example: `Operating system,OS version,Browser,Browser version,Device category,Views
Android,14,Chrome,120.0.0.0,mobile,"12,503"
iOS,17.2,Safari,17.2,mobile,8114`,
  },
  {
    heading: "Access log",
    text: "Any log whose lines contain user agents: nginx, Apache, IIS, CloudFront, HAProxy and others, as text or JSON. Each line counts as one visit. Bots are left out.",
    example: `203.0.113.7 - - [20/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"`,
  },
  {
    heading: "browserslist statistics",
    text: "A browserslist-stats.json file from browserslist-ga, browserslist-ga-export or browserslist-plausible, with percentages by browser and version.",
    example: `{ "chrome": { "119": 12.5, "120": 40 }, "ios_saf": { "17.2": 9.1 } }`,
  },
  {
    heading: "User-agent list",
    text: "One user agent per line, optionally with a count in front, as sort | uniq -c prints it. Bots are left out.",
    example: "  4500 Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
  },
] as const

import { importText } from "../../support/inputs/import-text"

test("reports the columns that do not affect the result", async () => {
  const report = await importText("Country,Browser,Browser version,Bounce rate,Users\nDE,Chrome,141,0.5,7\n")
  expect(report.ignoredColumns).toEqual(["Country", "Bounce rate"])
  expect(report.browsers).toEqual({ chrome: { "141": 7 } })
})

test.each([
  [
    "contains operating systems",
    "Käyttö",
    ["Android", "iOS", "Windows 11"],
    "operating systems",
    "operating system",
  ],
  ["contains devices", "Kind", ["mobile", "desktop", "tablet"], "devices", "device category"],
  [
    "has the name of a device",
    "Mobile device info",
    ["SM-G991B", "RMX3085", "CPH"],
    "devices",
    "device category",
  ],
])("refuses a table if a column %s but is not understood", async (_, column, cells, content, name) => {
  const rows = cells.map((cell) => `${cell},Chrome,141,7`)
  const text = [`${column},Browser,Browser version,Users`, ...rows].join("\n")
  const message = `The column “${column}” seems to contain ${content}, but its name is not understood. Without it, phones would count as desktops. Rename the column to “${name}”`
  await expect(importText(text)).rejects.toThrow(message)
  expect(await importText(text.replace(column, name))).toMatchObject({ counted: 3, ignoredColumns: [] })
})

test("accepts an unknown column of devices if the operating system is understood", async () => {
  const report = await importText("Kind,OS,Browser,Version,Users\nmobile,Android,Chrome,141,7\n")
  expect(report).toMatchObject({ browsers: { chrome_android: { "141": 7 } }, ignoredColumns: ["Kind"] })
})

test("reads the platform of an app or a site as no operating system", async () => {
  const report = await importText(
    "Platform,Device,Browser,Version,Users\nWeb,mobile,Safari,26,7\nweb,desktop,Safari,26,2\n",
  )
  expect(report.browsers).toEqual({ safari_ios: { "26": 7 }, safari: { "26": 2 } })
})

test("reads the device after the platform", async () => {
  const report = await importText(
    "Platform / device category,Browser,Version,Users\nweb / mobile,Safari,26,7\n",
  )
  expect(report.browsers).toEqual({ safari_ios: { "26": 7 } })
})

test.each([
  ["is_mobile", "1", "0"],
  ["Mobile (Including Tablet)", "Yes", "No"],
  ["Mobilgerät", "Ja", "Nein"],
])(
  "refuses a table if the column %s only distinguishes phones from desktops",
  async (column, phone, desktop) => {
    const text = `${column},Browser,Version,Sessions\n${phone},Safari,26,7\n${desktop},Chrome,141,5\n`
    await expect(importText(text)).rejects.toThrow(`The column “${column}” seems to contain devices`)
    const renamed = text
      .replace(column, "device category")
      .replace(`${phone},`, "mobile,")
      .replace(`${desktop},`, "desktop,")
    expect((await importText(renamed)).browsers).toEqual({ safari_ios: { "26": 7 }, chrome: { "141": 5 } })
  },
)

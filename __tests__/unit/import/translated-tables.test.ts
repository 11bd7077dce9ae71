import { importText } from "../../support/inputs/import-text"

/** An exploration of Google Analytics 4 in another language. The column names are the names in the product. */
type Translation = { language: string; head: string; total: string; unit: string }

const explorations: readonly Translation[] = [
  {
    language: "German",
    head: "Betriebssystem,Betriebssystemversion,Browser,Browserversion,Gerätekategorie,Aktive Nutzer",
    total: "Gesamtsumme",
    unit: "users",
  },
  {
    language: "German with sessions",
    head: "Betriebssystem,Version des Betriebssystems,Browser,Browserversion,Gerätekategorie,Sitzungen",
    total: "Gesamt",
    unit: "sessions",
  },
  {
    language: "French",
    head: "Système d'exploitation,Version du système d'exploitation,Navigateur,Version du navigateur,Catégorie d'appareil,Utilisateurs actifs",
    total: "Total général",
    unit: "users",
  },
  {
    language: "French with other quotation marks",
    head: "Système d’exploitation,Version du SE,Navigateur,Version du navigateur,Catégorie d’appareil,Vues",
    total: "Totaux",
    unit: "views",
  },
  {
    language: "Spanish",
    head: "Sistema operativo,Versión del sistema operativo,Navegador,Versión del navegador,Categoría de dispositivo,Usuarios activos",
    total: "Total general",
    unit: "users",
  },
  {
    language: "Spanish with events",
    head: "Sistema operativo,Versión del SO,Navegador,Versión del navegador,Categoría de dispositivo,Número de eventos",
    total: "Suma total",
    unit: "events",
  },
  {
    language: "Italian",
    head: "Sistema operativo,Versione sistema operativo,Browser,Versione browser,Categoria dispositivo,Utenti attivi",
    total: "Totale complessivo",
    unit: "users",
  },
  {
    language: "Portuguese",
    head: "Sistema operacional,Versão do SO,Navegador,Versão do navegador,Categoria do dispositivo,Usuários ativos",
    total: "Total geral",
    unit: "users",
  },
  {
    language: "Dutch",
    head: "Besturingssysteem,OS-versie,Browser,Browserversie,Apparaatcategorie,Actieve gebruikers",
    total: "Eindtotaal",
    unit: "users",
  },
  {
    language: "Polish",
    head: "System operacyjny,Wersja systemu operacyjnego,Przeglądarka,Wersja przeglądarki,Kategoria urządzenia,Aktywni użytkownicy",
    total: "Suma końcowa",
    unit: "users",
  },
  {
    language: "Japanese",
    head: "オペレーティング システム,OS のバージョン,ブラウザ,ブラウザのバージョン,デバイス カテゴリ,アクティブ ユーザー数",
    total: "総計",
    unit: "users",
  },
]

test.each(explorations)(
  "reads an exploration of Google Analytics 4 in $language",
  async ({ head, total, unit }) => {
    const report = await importText(
      [
        "# ----------------------------------------",
        "# Browser",
        "# 20251001-20251031",
        "# ----------------------------------------",
        "",
        head,
        `,,,,,9000,${total}`,
        "Windows,10,Chrome,141.0.0.0,desktop,5000",
        "iOS,17.2.1,Safari,17.2,mobile,2500",
        "iOS,18.5,Chrome,141.0.7390.41,mobile,500",
        "Android,14,Chrome,141.0.0.0,mobile,1000",
      ].join("\n"),
    )
    expect(report).toMatchObject({
      format: "analytics",
      unit,
      counted: 4,
      unknown: { visits: 0 },
      ignoredColumns: [],
    })
    expect(report.browsers).toEqual({
      chrome: { "141": 5_000 },
      safari_ios: { "17.2": 2_500, "18.5": 500 },
      chrome_android: { "141": 1_000 },
    })
    expect(report.skipped).toMatchObject({
      total: 1,
      examples: [{ line: 7, reason: "This is a totals row." }],
    })
  },
)

test.each([
  ["German", "Bezeichnung,Eindeutige Besucher,Besuche,Aktionen"],
  ["French", "Nom,Visiteurs uniques,Visites,Actions"],
  ["Spanish", "Etiqueta,Visitantes únicos,Visitas,Acciones"],
  ["Italian", "Etichetta,Visitatori unici,Visite,Azioni nel sito"],
  ["Portuguese", "Rótulo,Visitantes únicos,Visitas,Ações"],
  ["Dutch", "Waarde,Unieke bezoekers,Bezoeken,Acties"],
  ["Polish", "Etykieta,Liczba niepowtarzających się użytkowników,Odwiedziny,Aktywność"],
  ["Japanese", "ラベル,ユニークビジター数,ビジット,アクション"],
])("reads browser versions of Matomo in %s", async (_, head) => {
  const report = await importText(
    `${head}\nChrome Mobile 141.0,4100,5000,12000\nMobile Safari 26.0,2500,3000,7000\n`,
  )
  expect(report).toMatchObject({ unit: "visits", counted: 2 })
  expect(report.browsers).toEqual({ chrome_android: { "141": 5_000 }, safari_ios: { "26": 3_000 } })
})

test.each([
  ["Mobilgerät"],
  ["Tablette"],
  ["Móvil"],
  ["Cellulare"],
  ["Telemóvel"],
  ["Mobiel"],
  ["Smartfon"],
  ["モバイル"],
])("reads the device “%s” as a phone or tablet", async (device) => {
  const { browsers } = await importText(
    `Browser;Version;Device;Visits\nChrome;141;${device};5\nSafari;26;${device};2\n`,
  )
  expect(browsers).toEqual({ chrome_android: { "141": 5 }, safari_ios: { "26": 2 } })
})

test("reads decomposed accents, as macOS writes them", async () => {
  const head = "Système d'exploitation,Navigateur,Version du navigateur,Événements".normalize("NFD")
  const { browsers } = await importText(`${head}\nAndroid,Chrome,141,5\n`)
  expect(browsers).toEqual({ chrome_android: { "141": 5 } })
})

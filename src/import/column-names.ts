/**
 * The names of columns in exports, in the languages in which Google Analytics, Matomo and Plausible export. Plausible
 * exports only English names. docs/import.md specifies which names have a public source.
 */

export type Dimension =
  | "browser"
  | "version"
  | "system"
  | "systemVersion"
  | "systemWithVersion"
  | "device"
  | "userAgent"
  | "segment"

export type CountKind =
  | "visits"
  | "sessions"
  | "visitors"
  | "users"
  | "page views"
  | "views"
  | "events"
  | "requests"
  | "count"

/**
 * The kinds of counts in the order of preference. If a table has several kinds, only the first one in this list is
 * used.
 */
export const countKinds: readonly CountKind[] = [
  "visits",
  "sessions",
  "visitors",
  "users",
  "page views",
  "views",
  "events",
  "requests",
  "count",
]

/**
 * Removes case, accents, spaces and punctuation: `Operating system`, `operating_system` and `operatingSystem` all become
 * `operatingsystem`. Also removes the number that pandas adds to a repeated name: `Sessions.1`.
 */
export function normalizeName(text: string): string {
  return text
    .replace(/(?<=\p{L})\.\d{1,3}$/u, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
}

// Each line is one language: en, de, fr, es, it, pt, nl, pl, ja, sv, da, nb, fi, cs, ru, uk, tr, zh, ko.
const dimensionNames: Readonly<Record<Dimension, string>> = {
  // Plausible names the first column of every table “name”. Matomo names it “Label”, translated.
  browser: `
    Browser | Browser name | Browsers | Name | Label | Browser family
    Bezeichnung | Browserfamilie
    Navigateur | Navigateurs | Nom | Nom du navigateur
    Navegador | Navegadores | Etiqueta | Nombre del navegador
    Etichetta | Nome browser | Nome del browser
    Nome do navegador | Rótulo
    Browsernaam | Waarde
    Przeglądarka | Przeglądarki | Etykieta
    ブラウザ | ブラウザー | ブラウザ名 | ラベル
    Webbläsare | Etikett
    Etiket
    Nettleser
    Selain | Etiketti
    Web prohlížeč | Prohlížeč | Popisek
    Браузер | Обозначение
    Позначення
    Tarayıcı
    浏览器 | 标签
    브라우저 | 라벨`,
  version: `
    Browser version | Version | Browser versions
    Browserversion | Browser-Version | Browserversionen | Version des Browsers
    Version du navigateur | Versions du navigateur | Version de navigateur
    Versión del navegador | Versión de navegador | Versiones de navegadores | Versión
    Versione del browser | Versione browser | Versioni browser | Versione
    Versão do navegador | Versão do browser | Versões de navegadores | Versão
    Browserversie | Browserversies | Versie van browser | Versie
    Wersja przeglądarki | Wersje przeglądarek | Wersja
    ブラウザのバージョン | ブラウザ バージョン | ブラウザーのバージョン | バージョン
    Webbläsarversion | Webbläsarversioner
    Browserversioner
    Nettleserversjon | Nettleser-versjoner
    Selaimen versio | Selainversiot
    Verze prohlížeče | Verze prohlížečů
    Версия браузера | Версии браузеров
    Версія браузера | Версії браузерів
    Tarayıcı sürümü | Tarayıcı sürümleri
    浏览器版本
    브라우저 버전 | 브라우저 버전들`,
  system: `
    Operating system | OS | OS name | Operating systems | Operating system family | OS family | System
    Betriebssystem | Betriebssysteme | Betriebssystem-Familie
    Système d'exploitation | Systèmes d'exploitation | Famille de systèmes d'exploitation | Système
    Sistema operativo | Sistemas operativos | Familia de sistema operativo
    Sistemi operativi | Famiglia sistema operativo
    Sistema operacional | Sistemas operacionais | Família do sistema operativo | Família de SO
    Besturingssysteem | Besturingssystemen
    System operacyjny | Systemy operacyjne | Rodzina systemu operacyjnego
    オペレーティング システム | オペレーティングシステムファミリー
    Operativsystem | Operativsystemfamilj
    Operativsystemer | Operativsystemsfamilie
    Operativsystemfamilie
    Käyttöjärjestelmä
    Operační systém | Operační systémy
    Операционная система | Тип операционной системы
    Операційна система | Тип операційної системи
    İşletim sistemi | İşletim sistemleri | İşletim sistemi ailesi
    操作系统 | 操作系统家族
    운영 체제 | 운영체제 | 운영 체제 제품군
    Platform`,
  systemVersion: `
    OS version | Operating system version | Operating system versions | System version
    Betriebssystemversion | Betriebssystem-Versionen | Version des Betriebssystems
    Version du système d'exploitation | Version du SE | Version de l'OS | Version OS
    Versión del sistema operativo | Versión de sistema operativo | Versión del SO
    Versione sistema operativo | Versione del sistema operativo | Versione SO | Versione OS
    Versão do sistema operacional | Versão do sistema operativo | Versão do SO
    Versie besturingssysteem | Versie van besturingssysteem | Besturingssysteemversie | OS-versie
    Wersja systemu operacyjnego | Wersja systemu
    オペレーティング システムのバージョン | OS のバージョン | OS バージョン
    Operativsystemversion
    Operativsystemversjon
    Käyttöjärjestelmän versio | Käyttöjärjestelmäversio
    Verze operačního systému
    Версия операционной системы
    Версія операційної системи
    İşletim sistemi sürümü
    操作系统版本
    운영 체제 버전`,
  systemWithVersion: `
    OS with version | Operating system with version
    Betriebssystem mit Version
    Système d'exploitation avec version
    Sistema operativo con versión
    Sistema operativo con versione
    Sistema operacional com versão | Sistema operativo com versão
    Besturingssysteem met versie
    System operacyjny z wersją
    バージョン付きのオペレーティング システム | OS とバージョン`,
  device: `
    Device category | Device | Device type | Platform / device category | Type of device
    Gerätekategorie | Gerätetyp | Gerät | Plattform/Gerätekategorie
    Catégorie d'appareil | Catégorie de l'appareil | Type d'appareil | Appareil | Type du périphérique | Périphérique
    Categoría de dispositivo | Categoría del dispositivo | Tipo de dispositivo | Dispositivo
    Categoria dispositivo | Categoria di dispositivo | Categoria del dispositivo
    Categoria do dispositivo | Tipo do dispositivo
    Apparaatcategorie | Soort apparaat | Apparaattype | Apparaat
    Kategoria urządzenia | Typ urządzenia | Urządzenie
    デバイス カテゴリ | デバイス カテゴリー | デバイスタイプ | デバイス
    Utrustningstyp | Enhet
    Enhedstypen | Enhed
    Enhetstype
    Laitteen tyyppi | Laite
    Typ zařízení | Zařízení
    Тип устройства | Устройство
    Тип пристрою | Пристрій
    Aygıt türü | Aygıt
    设备类型 | 设备
    기기장치 타입 | 기기장치`,
  userAgent:
    "User agent | User agents | HTTP user agent | Request user agent | User agent original | UA | User agent string",
  segment: `
    Segment | Segments | Segment name | User segment | Session segment | Compare segment | Comparison | Comparison name
    Date range | Date ranges | Period | Time period | Audience | Audiences | Audience name
    Vergleich | Zeitraum | Datumsbereich | Zielgruppe | Zielgruppenname | Nutzersegment | Name des Segments | Periode
    Comparaison | Plage de dates | Période | Nom de l'audience | Segment d'utilisateurs | Nom du segment
    Segmento | Comparación | Intervalo de fechas | Periodo | Público | Audiencia | Segmento de usuarios
    Confronto | Intervallo di date | Pubblico | Segmento utente | Segmento di utenti
    Comparação | Intervalo de datas | Período | Público-alvo | Segmento de usuário
    Vergelijking | Datumbereik | Doelgroep | Gebruikerssegment
    Porównanie | Zakres dat | Okres | Odbiorcy
    セグメント | 比較 | 期間`,
}

const countNames: Readonly<Record<CountKind, string>> = {
  visits: `
    Besuche
    Visites
    Visitas
    Visite
    Bezoeken
    Odwiedziny | Wizyty
    ビジット | 訪問数 | 訪問回数
    Besök | Besøg | Besøk | Käynnit | Návštěv | Návštěvy | Посещения | Визиты | Відвідування | Ziyaretler | 访问 | 방문 수`,
  sessions: `
    Sitzungen
    Nombre de sessions
    Sesiones
    Sessioni
    Sessões
    Sessies
    Sesje
    セッション | セッション数`,
  visitors: `
    Besucher | Eindeutige Besucher
    Visiteurs | Visiteurs uniques
    Visitantes | Visitantes únicos
    Visitatori | Visitatori unici
    Bezoekers | Unieke bezoekers
    Odwiedzający | Liczba niepowtarzających się użytkowników
    ビジター | ユニークビジター数 | 訪問者数
    Unika besökare | Unikke besøgende | Unike besøkere | Yksilölliset kävijät | Jedineční návštěvníci
    Уникальные посетители | Унікальні відвідувачі | Tekil ziyaret | 访客数 | 고유 방문자 수`,
  users: `
    Nutzer | Aktive Nutzer | Nutzer insgesamt | Gesamtzahl der Nutzer | Gesamtnutzer | Benutzer
    Utilisateurs | Utilisateurs actifs | Nombre total d'utilisateurs | Total des utilisateurs
    Usuarios | Usuarios activos | Total de usuarios | Usuarios totales
    Utenti | Utenti attivi | Utenti totali | Totale utenti
    Usuários | Usuários ativos | Total de usuários | Utilizadores | Utilizadores ativos | Total de utilizadores
    Gebruikers | Actieve gebruikers | Totaal aantal gebruikers
    Użytkownicy | Aktywni użytkownicy | Łączna liczba użytkowników | Wszyscy użytkownicy
    ユーザー | ユーザー数 | アクティブ ユーザー | アクティブ ユーザー数 | 総ユーザー数 | 合計ユーザー数
    Användare | Brugere | Brukere | Käyttäjät | Uživatelé | Пользователи | Користувачі | Kullanıcılar | 사용자`,
  "page views": `
    Seitenaufrufe | Seitenansichten
    Pages vues | Vues de page
    Páginas vistas | Número de visitas a páginas | Vistas de página
    Visualizzazioni di pagina | Visualizzazioni pagina
    Visualizações de página | Visualizações de páginas | Exibições de página
    Paginaweergaven
    Odsłony | Liczba odsłon
    ページビュー | ページビュー数
    Sidvisningar | Sidevisninger | Sivukatseluita | Zobrazení stránek
    Просмотры страниц | Перегляди сторінок | Sayfa gösterimleri | 浏览次数 | 페이지뷰`,
  views: `
    Aufrufe
    Vues
    Vistas | Visualizaciones
    Visualizzazioni
    Visualizações
    Weergaven
    Wyświetlenia | Liczba wyświetleń
    表示回数 | ビュー | 閲覧数`,
  events: `
    Ereignisanzahl | Anzahl der Ereignisse | Ereignisse
    Nombre d'événements | Nombre d'évènements | Événements
    Número de eventos | Recuento de eventos | Cantidad de eventos | Eventos
    Conteggio eventi | Numero di eventi | Eventi
    Contagem de eventos
    Aantal gebeurtenissen | Gebeurtenissen
    Liczba zdarzeń | Zdarzenia
    イベント数 | イベントの数`,
  requests:
    "Anfragen | Zugriffe | Requêtes | Peticiones | Richieste | Solicitações | Verzoeken | Żądania | リクエスト数",
  count: `
    Count | Counts | Cnt | N | F0 | Num | Number | Total | Totals | Sum | Amount | Quantity | Frequency | Occurrences
    Anzahl | Gesamt | Summe
    Nombre total
    Cantidad | Recuento
    Conteggio | Totale
    Contagem | Quantidade
    Aantal | Totaal
    Liczba | Suma | Razem
    件数 | 合計 | 数`,
}

const percentNames: ReadonlySet<string> = namesIn(
  "Percent | Percentage | Share | Anteil | Pourcentage | Porcentaje | Percentuale | Porcentagem | Aandeel | Udział | 割合",
)

const dimensionByName = indexByName(dimensionNames)
const countKindByName = indexByName(countNames)

/**
 * Matches English names of counts, such as `total_users`, `nb_visits`, `sum(sessions)`, `eventCount` and
 * `Count of records`. A singular without a word such as “count” is not a count: `user` or `session` is an identifier.
 */
const englishCount =
  /^(?:(?:total|sum|number|count|nb|num|active|unique|uniq|distinct|all)(?:of)?)*(?:screen)?(?:(visit|session|visitor|user|pageview|view|event|request|hit|record|row)(?:s(?:count|total)?|counts?|total)|(?<=(?:count|number)(?:of)?)(visit|session|visitor|user|pageview|view|event|request|hit|record|row))$/

const englishKinds: Readonly<Record<string, CountKind>> = {
  visit: "visits",
  session: "sessions",
  visitor: "visitors",
  user: "users",
  pageview: "page views",
  view: "views",
  event: "events",
  request: "requests",
  hit: "requests",
  record: "count",
  row: "count",
}

/**
 * Returns the dimension that a column with this name contains. The last segment of a nested name is enough: `browser`
 * in `device.web_info.browser`. Logs have many names for the user agent: `cs_user_agent`, `cs(User-Agent)`,
 * `ClientRequestUserAgent`.
 */
export function dimensionOf(name: string): Dimension | undefined {
  const normalized = normalizeName(name)
  const found = dimensionByName.get(normalized) ?? dimensionByName.get(normalizeName(lastSegment(name)))
  return found ?? (normalized.endsWith("useragent") ? "userAgent" : undefined)
}

/** What a pivot table of a spreadsheet writes before the name of a count: `Sum of Sessions`, `Summe von Sitzungen`. */
const sumOf = /^(?:summevon|summe|sommede|sumade|sommadi|somade|somvan|sumaz|合計)(?=.)/

export function countKindOf(name: string): CountKind | undefined {
  const normalized = normalizeName(name.replaceAll("%", "")).replace(sumOf, "")
  const [, plural, singular] = englishCount.exec(normalized) ?? []
  return countKindByName.get(normalized) ?? englishKinds[plural ?? singular ?? ""]
}

/** Whether a column contains percentages: `Visits %`, `%`, `Share`. */
export function isPercentName(name: string): boolean {
  return /[%％]/.test(name) || percentNames.has(normalizeName(name))
}

export function isColumnName(cell: string): boolean {
  const isPercent = isPercentName(cell) && !/\d/.test(cell)
  return dimensionOf(cell) !== undefined || countKindOf(cell) !== undefined || isPercent
}

const lastSegment = (name: string) => name.slice(name.lastIndexOf(".") + 1)

/** Returns the normalised names in a text that separates names with bars and line breaks. */
export function namesIn(list: string): Set<string> {
  return new Set(list.split(/[|\n]/).map(normalizeName).filter(Boolean))
}

function indexByName<Key extends string>(lists: Readonly<Record<Key, string>>): ReadonlyMap<string, Key> {
  const entries = Object.entries(lists) as [Key, string][]
  return new Map(entries.flatMap(([key, list]) => [...namesIn(list)].map((name) => [name, key] as const)))
}

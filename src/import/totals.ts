import { namesIn, normalizeName } from "./column-names"
import { remember } from "./remember"

const totals: ReadonlySet<string> = namesIn(`
  Total | Totals | Grand total | Grand totals | Subtotal | Subtotals | Total and average | Totals and averages
  Total count | Overall total | Total sum
  Gesamt | Gesamtsumme | Gesamtsummen | Gesamtergebnis | Gesamtwert | Insgesamt | Summe | Summen | Zwischensumme
  Teilergebnis
  Total général | Totaux | Somme | Sous-total | Ensemble | Total cumulé
  Total general | Totales | Suma total
  Totale | Totali | Totale complessivo | Totale generale | Somma | Subtotale
  Total geral | Totais | Soma
  Totaal | Totalen | Eindtotaal | Subtotaal | Som
  Razem | Suma | Suma końcowa | Łącznie | Ogółem | Ogólnie | Suma częściowa
  合計 | 総計 | 小計 | 総合計 | 全体
  Totalt | Summeringar | Yhteensä | Celkem | Всего | Итого | Усього | Toplam | Toplamlar | 总额 | 总计 | 총
`)

/**
 * Names of totals that can also be the value of a single column. In the column of devices, for example, “All” means all
 * devices.
 */
const all: ReadonlySet<string> = namesIn(`
  Sum | All | Overall | Everything | All browsers | All versions | All devices | All users | All visits | All sessions | Any
  All countries | All regions | All traffic | All pages | Worldwide
  Alle | Alle Browser | Alle Geräte | Alle Versionen | Alle Nutzer | Alle Besuche | Alle Länder | Weltweit
  Tous | Toutes | Tous les navigateurs | Tous les appareils | Toutes les versions | Tous les utilisateurs
  Tous les pays | Toutes les visites
  Todos | Todas | Todos los navegadores | Todos los dispositivos | Todas las versiones | Todos los usuarios
  Todos los países
  Tutti | Tutte | Tutti i browser | Tutti i dispositivi | Tutte le versioni | Tutti gli utenti
  Todos os navegadores | Todos os dispositivos | Todas as versões | Todos os usuários
  Alle browsers | Alle apparaten
  Wszystkie | Wszystkie przeglądarki | Wszystkie urządzenia
  すべて | すべてのブラウザ | すべてのデバイス
`)

const averages: ReadonlySet<string> = namesIn(`
  Average | Averages | Avg | Mean | Median | Durchschnitt | Mittelwert | Moyenne | Promedio | Media | Média | Gemiddelde
  Średnia | 平均
`)

/** Whether a cell names a row of averages. */
export const isAverage = remember((cell) => averages.has(normalizeName(cell)))

/** Whether a cell names a row of totals in any column: `Total`, `Grand total`, `Gesamtsumme`, `Total and average`. */
export function isTotal(cell: string): boolean {
  return cell !== "" && !/^\d/.test(cell) && isTotalName(cell)
}

const isTotalName = remember((cell) => {
  const name = normalizeName(cell)
  return totals.has(name) || /^(?:grand|sub|overall)totals?$|^totals?(?:and|of|for)/.test(name)
})

/** Whether a cell names all values of its column: `All`, `Overall`, `Alle`. */
export function isAll(cell: string): boolean {
  return cell !== "" && cell.length <= maxAllLength && isAllName(cell)
}

const maxAllLength = 30
const isAllName = remember((cell) => cell === "*" || all.has(normalizeName(cell)))

/** Whether a label names the totals of one group, as in a pivot table of a spreadsheet: `Chrome Total`. */
export function isGroupTotal(label: string): boolean {
  const words = label.trim().split(/\s+/)
  return (
    words.length > 1 &&
    [words[0], words.at(-1)].some((word = "") => isTotal(word) || /^ergebnis$/i.test(word))
  )
}

import { namesIn, normalizeName } from "./column-names"
import { remember } from "./remember"

const handhelds: ReadonlySet<string> = namesIn(`
  Mobile | Tablet | Phone | Smartphone | Phablet | Mobile phone | Feature phone | Cell phone | Handheld | Mobile device
  Mobilgerät | Mobil | Handy | Mobiltelefon | Tablets | Smartphones
  Tablette | Phablette | Téléphone | Téléphone mobile | Téléphone intelligent (smartphone) | Appareil mobile
  Móvil | Tableta | Teléfono | Teléfono inteligente | Celular | Dispositivo móvil | Dispositivos móviles | Tabléfono
  Cellulare | Telefono | Dispositivo mobile
  Telemóvel | Telefone | Dispositivo móvel | Celulares | Móvel | Telemóvel simples
  Mobiel | Telefoon | Mobiele telefoon
  Telefon | Telefon komórkowy | Smartfon | Komórka | Urządzenie mobilne
  モバイル | タブレット | スマートフォン | 携帯電話 | ファブレット | フィーチャーフォン
`)

const desktops: ReadonlySet<string> = namesIn(`
  Desktop | Computer | PC | Laptop | Desktops | Desktop computer
  Ordinateur | Ordenador | Escritorio | Computadora | Computador | Desktop/Laptop | Komputer | パソコン | デスクトップ
`)

const systems =
  /^(?:windows|android|i(?:pad)?os|mac ?os(?: x)?|macintosh|os x|gnu\/linux|linux|chrome ?os|chromium os|harmonyos|ubuntu|fedora|tizen|kaios)(?: [\w. ]{1,20})?$/i

/**
 * Returns the device that a cell names, in English: `mobile`, `desktop` or the text of the cell. Leaves out the
 * platform in a cell such as `web / mobile`.
 */
export const deviceOf = remember((cell) => {
  const device = cell.split(" / ").at(-1) ?? ""
  if (handhelds.has(normalizeName(device))) return "mobile"
  return desktops.has(normalizeName(device)) ? "desktop" : device
})

export function isDeviceName(cell: string): boolean {
  const device = deviceOf(cell)
  return (
    device === "mobile" || device === "desktop" || /^(?:iphone|ipad|galaxy|pixel|smart ?tv)\b/i.test(device)
  )
}

export function isSystemName(cell: string): boolean {
  return systems.test(cell)
}

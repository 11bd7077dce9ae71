import React, { useEffect, useState } from "react"
import { themeKey } from "./theme-script"
import * as styles from "./theme-switch.module.css"

const themes = ["auto", "light", "dark"] as const
type Theme = (typeof themes)[number]

/**
 * Switches between the system's theme, light and dark. CSS chooses the icon, because the server cannot read the theme.
 */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>("auto")
  useEffect(() => {
    setTheme(themes.find((name) => name === document.documentElement.dataset.theme) ?? "auto")
  }, [])
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] as Theme

  function change() {
    setTheme(next)
    if (next === "auto") delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
    saveTheme(next)
  }
  return (
    <button
      type="button"
      className={styles.theme}
      aria-label={`Theme: ${theme}`}
      title={`Theme: ${theme}; change to ${next}`}
      onClick={change}
    >
      <svg className={styles.auto} viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="8" />
        <path className={styles.solid} d="M12 4a8 8 0 0 1 0 16z" />
      </svg>
      <svg className={styles.light} viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="4" />
        <path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1" />
      </svg>
      <svg className={styles.dark} viewBox="0 0 24 24" aria-hidden="true">
        <path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" />
      </svg>
    </button>
  )
}

function saveTheme(theme: Theme) {
  try {
    if (theme === "auto") localStorage.removeItem(themeKey)
    else localStorage.setItem(themeKey, theme)
  } catch {
    // If storage is blocked, the theme lasts until the visitor leaves the page.
  }
}

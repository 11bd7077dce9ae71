/** Where the browser keeps the visitor's choice of theme: `light` or `dark`, and nothing for the system's. */
export const themeKey = "theme"

/**
 * Applies the choice before the first paint. It is the same in every page, so that the Content-Security-Policy can
 * allow it by its hash.
 */
export const themeScript = `(function () {
  try {
    var theme = localStorage.getItem("${themeKey}")
    if (theme === "light" || theme === "dark") document.documentElement.setAttribute("data-theme", theme)
  } catch (error) {}
})()`

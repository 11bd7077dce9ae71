/** The localStorage key of the theme. The value is `light` or `dark`. Without a value, the system's theme applies. */
export const themeKey = "theme"

/**
 * Applies the theme before the first paint. The text must be constant: the Content-Security-Policy allows it by hash.
 */
export const themeScript = `(function () {
  try {
    var theme = localStorage.getItem("${themeKey}")
    if (theme === "light" || theme === "dark") document.documentElement.setAttribute("data-theme", theme)
  } catch (error) {}
})()`

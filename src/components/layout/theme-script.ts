/** The localStorage key of the theme: `light`, `dark` or absent for the system's theme. */
export const themeKey = "theme"

/** Applies the theme before the first paint. It is constant, because the Content-Security-Policy allows it by hash. */
export const themeScript = `(function () {
  try {
    var theme = localStorage.getItem("${themeKey}")
    if (theme === "light" || theme === "dark") document.documentElement.setAttribute("data-theme", theme)
  } catch (error) {}
})()`

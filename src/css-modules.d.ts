/** The class names of a CSS Module. Gatsby exports them by name and has no default export: use `import * as styles`. */
declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>
  export = classes
}
declare module "*.css"

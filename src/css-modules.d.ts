/** CSS Modules: each class by its name. Gatsby has named exports and no default. */
declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>
  export = classes
}
declare module "*.css"

/**
 * HTML's `<search>`, which jsdom does not know yet: an HTMLElement and nothing more. React warns of elements that a
 * browser has no name for.
 */
const createElement = document.createElement.bind(document)
document.createElement = (name: string, options?: ElementCreationOptions) => {
  const element = createElement(name, options)
  if (name === "search") Object.setPrototypeOf(element, HTMLElement.prototype)
  return element
}

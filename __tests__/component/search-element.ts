/**
 * Defines the element `<search>`, which jsdom does not support yet. Without it, React warns about an unknown element.
 * The element has only the properties of an HTMLElement.
 */
const createElement = document.createElement.bind(document)
document.createElement = (name: string, options?: ElementCreationOptions) => {
  const element = createElement(name, options)
  if (name === "search") Object.setPrototypeOf(element, HTMLElement.prototype)
  return element
}

/** The server's data, which no browser bundle contains. */
const books = { 1: { id: "1", title: "Solaris" } }

/** @param {string} id */
export const findBook = (id) => books[/** @type {keyof typeof books} */ (Number(id))]

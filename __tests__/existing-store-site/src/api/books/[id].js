import { findBook } from "../../library.js"

/** @type {(request: { params: { id: string } }, response: { json(body: unknown): void }) => void} */
export default function handler(request, response) {
  response.json(findBook(request.params.id))
}

/** Whether a text has the form of an edit key. Every such text is valid in an HTTP header. */
export const isEditKey = (text: string): boolean => /^[\w-]{1,200}$/.test(text)

export const invalidEditKeyMessage =
  "This is not a valid edit key. A key contains only letters, digits, “-” and “_”. Check that you copied only the key, and all of it."

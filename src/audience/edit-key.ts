/** Whether a text may be an edit key: of another form none is made, and some no header could hold. */
export const isEditKey = (text: string): boolean => /^[\w-]{1,200}$/.test(text)

export const invalidEditKeyMessage =
  "An edit key has letters, digits, - and _ alone: look whether it is whole, and nothing more."

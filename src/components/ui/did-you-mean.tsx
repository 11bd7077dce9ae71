import React, { type ReactNode } from "react"

/** “Did you mean Grid or Subgrid?” `children` renders one suggestion. Renders nothing without suggestions. */
export function DidYouMean<Item extends { id: string }>({
  items,
  children,
}: {
  items: readonly Item[]
  children(item: Item): ReactNode
}) {
  if (items.length === 0) return null
  return (
    <>
      Did you mean{" "}
      {items.map((item, index) => (
        <React.Fragment key={item.id}>
          {index > 0 && (index === items.length - 1 ? " or " : ", ")}
          {children(item)}
        </React.Fragment>
      ))}
      ?
    </>
  )
}

/** The parts used here of Gatsby's fork of reach-router, which brings no types. */
declare module "@gatsbyjs/reach-router" {
  export const globalHistory: {
    /** Called for each move through the history, before the router's own listener where registered before it. */
    listen(listener: (move: { location: Location; action: "PUSH" | "POP" }) => void): () => void
  }
  export function isRedirect(error: unknown): boolean
  /** What a Redirect throws to leave the page. */
  export function redirectTo(to: string): never
}

/** The actions of a random walk. An action is plain data, so that a part of a walk can be repeated. */
import {
  type PageName,
  pageNames,
  type Resource,
  resources,
} from "../../fixture-site/src/walk/walk-resources"
import type { Random } from "../inputs/random"
import type { TabState } from "./tab-state"

export type Address = `/walk/${PageName}${"" | "?tab=2"}`
export type ListName = "feed" | "merged" | "archive"
export type User = "ann" | "bob"

/** How a mutation ends. “lost before” and “lost after” have no response: the server has not, or has, made the change. */
export type Outcome = "ok" | "fails" | "lost before" | "lost after"

export type Action =
  | { kind: "visit" | "link" | "hover" | "focus"; to: Address }
  | { kind: "back" | "forward" | "log out" | "stream" }
  | { kind: "more"; list: ListName }
  /** A slow “More”. The visitor follows a Link before the rows arrive. */
  | { kind: "more and link"; list: ListName; to: Address }
  /** Two clicks on Links. Only one of the two pages stays. */
  | { kind: "hasty links"; to: Address; next: Address }
  | { kind: "mutate"; resource: Resource; outcome: Outcome }
  /** A slow mutation of the counter. The visitor follows a Link before the mutation ends. */
  | { kind: "mutate and link"; outcome: "ok" | "fails"; to: Address }
  | { kind: "invalidate" | "other visitor"; resource: Resource }
  | { kind: "log in"; user: User }
  /** A prefetch whose page data arrive only after the mutation or the log-out. */
  | { kind: "slow hover"; to: Address; until: "mutate" | "log out" }

export type ActionKind = Action["kind"]

export const addresses: readonly Address[] = pageNames.flatMap((name): Address[] => [
  `/walk/${name}`,
  `/walk/${name}?tab=2`,
])

export const pageOf = (address: Address): PageName =>
  address.replace("/walk/", "").replace("?tab=2", "") as PageName

/** The queries of each page. */
export function queriesOf(page: PageName): readonly Resource[] {
  return page === "all" ? ["plain", "counter", "feed", "merged", "live"] : [page]
}

export const isList = (resource: Resource): resource is ListName =>
  resource === "feed" || resource === "merged" || resource === "archive"

/** Whether the shared cache may send an old value of a resource. */
export const isCached = (resource: Resource) => resource === "cached" || resource === "archive"

/** The resources that a visitor changes. The endpoint of a cached resource may return its old value after a change. */
const mutable: readonly Resource[] = resources.filter((resource) => !isCached(resource))

const weights: Record<ActionKind, number> = {
  link: 28,
  back: 10,
  forward: 6,
  hover: 8,
  focus: 4,
  visit: 5,
  more: 10,
  "more and link": 3,
  "hasty links": 3,
  mutate: 12,
  "mutate and link": 4,
  invalidate: 4,
  "other visitor": 7,
  "log out": 2,
  "log in": 3,
  stream: 3,
  "slow hover": 4,
}

/**
 * Draws an action that is possible in this state of the tab.
 * @param last the action before, which often has a sequel
 */
export function drawAction(random: Random, state: TabState, last: Action | undefined): Action {
  const { address, user } = state
  const others = addresses.filter((one) => one !== address)
  const to = random.oneOf(others)
  const kind = drawKind(random, state)
  const next = random.next() < 0.5 ? drawNext(random, state, last) : undefined
  if (next) return next
  switch (kind) {
    case "visit":
      return { kind, to: random.oneOf(addresses) }
    case "link":
    case "hover":
    case "focus":
      return { kind, to }
    case "hasty links":
      return { kind, to, next: random.oneOf(others) }
    case "more":
      return { kind, list: random.oneOf(state.lists) }
    case "more and link":
      return { kind, list: random.oneOf(state.lists), to: drawCarrying(random, others, state.lists) }
    case "mutate": {
      const outcome = random.oneOf<Outcome>(["ok", "ok", "fails", "lost before", "lost after"])
      const resource = drawResource(random, address)
      return { kind, resource: mutable.includes(resource) ? resource : "counter", outcome }
    }
    case "mutate and link":
      return { kind, outcome: random.oneOf(["ok", "fails"]), to: drawCarrying(random, others, ["counter"]) }
    case "invalidate":
    case "other visitor":
      return { kind, resource: drawResource(random, address) }
    case "log in":
      return { kind, user: random.oneOf(["ann", "bob"]) }
    case "slow hover":
      return slowHover(random, to, user)
    default:
      return { kind }
  }
}

/** Draws an action that shows what the last action has prepared. */
function drawNext(
  random: Random,
  { address, lists }: TabState,
  last: Action | undefined,
): Action | undefined {
  const others = addresses.filter((one) => one !== address)
  switch (last?.kind) {
    case "hover":
    case "focus":
    case "slow hover":
      return last.to === address ? undefined : { kind: "link", to: last.to }
    case "other visitor":
      return { kind: "link", to: drawCarrying(random, others, [last.resource]) }
    case "visit":
    case "link":
      return lists.length > 0 ? { kind: "more", list: random.oneOf(lists) } : undefined
    default:
      return undefined
  }
}

function drawKind(random: Random, { canGoBack, canGoForward, lists, user }: TabState): ActionKind {
  const possible: Partial<Record<ActionKind, boolean>> = {
    back: canGoBack,
    forward: canGoForward,
    more: lists.length > 0,
    "more and link": lists.length > 0,
    "log out": user !== undefined,
  }
  const kinds = (Object.keys(weights) as ActionKind[]).filter((kind) => possible[kind] !== false)
  return random.oneOf(kinds.flatMap((one) => Array<ActionKind>(weights[one]).fill(one)))
}

/** Prefers the resources on the page. */
function drawResource(random: Random, address: Address): Resource {
  return random.next() < 0.6 ? random.oneOf(queriesOf(pageOf(address))) : random.oneOf(resources)
}

/** Prefers the pages that carry one of these resources. */
function drawCarrying(random: Random, others: readonly Address[], wanted: readonly Resource[]): Address {
  const carrying = others.filter((one) => queriesOf(pageOf(one)).some((query) => wanted.includes(query)))
  return random.oneOf(random.next() < 0.7 && carrying.length > 0 ? carrying : others)
}

function slowHover(random: Random, to: Address, user: User | undefined): Action {
  if (user !== undefined && random.next() < 0.4)
    return { kind: "slow hover", to: random.oneOf(["/walk/me", "/walk/me?tab=2"]), until: "log out" }
  return { kind: "slow hover", to, until: "mutate" }
}

export function describeAction(action: Action): string {
  const { kind, ...details } = action
  return [kind, ...Object.values(details)].join(", ")
}

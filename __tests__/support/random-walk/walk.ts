/** Walks through the pages below `/walk` of the fixture site, and compares each step with the model. */
import type { Browser } from "playwright-core"
import type { Random } from "../inputs/random"
import { type Action, type Address, describeAction, drawAction } from "./action"
import { Model, type Violation } from "./model"
import type { TabState } from "./tab-state"
import { WalkTab } from "./walk-tab"

/** An action of a walk that broke a rule. */
export type Fault = Violation & { index: number }

export type Walk = {
  start: Address
  actions: readonly Action[]
  /** The address where each action began. */
  addresses: readonly Address[]
  faults: readonly Fault[]
}

type Setting = { browser: Browser; url: string }

/** @param next returns the next action, or undefined at the end */
async function walk(
  { browser, url }: Setting,
  start: Address,
  next: (state: TabState, index: number, last: Action | undefined) => Action | undefined,
): Promise<Walk> {
  const { tab, observation } = await WalkTab.open(browser, url, start)
  try {
    const model = new Model(tab.other)
    const faults: Fault[] = model
      .check(undefined, observation)
      .map((violation) => ({ ...violation, index: -1 }))
    const actions: Action[] = []
    const addresses: Address[] = []
    for (let index = 0; ; index++) {
      const action = next(tab.state, index, actions.at(-1))
      if (!action) return { start, actions, addresses, faults }
      actions.push(action)
      addresses.push(tab.state.address)
      const observed = await tab.perform(action)
      const violations = model.check(action, observed)
      // An overloaded server (503) proves nothing. The walk continues with a new document.
      if (observed.isBusy) model.check(action, await tab.perform({ kind: "visit", to: start }))
      else faults.push(...violations.map((violation) => ({ ...violation, index })))
    }
  } finally {
    await tab.close()
  }
}

/** Walks at random. */
export const randomWalk = (setting: Setting, random: Random, count: number, endsAt: number) =>
  walk(setting, "/walk/all", (state, index, last) =>
    index < count && Date.now() < endsAt ? drawAction(random, state, last) : undefined,
  )

/** Repeats recorded actions. Skips actions that are not possible in the current state. */
const repeat = (setting: Setting, start: Address, actions: readonly Action[]) => {
  const rest = [...actions]
  return walk(setting, start, (state) => {
    for (let action = rest.shift(); action; action = rest.shift())
      if (isPossible(action, state)) return action
    return undefined
  })
}

function isPossible(action: Action, { address, canGoBack, canGoForward, lists }: TabState): boolean {
  switch (action.kind) {
    case "back":
      return canGoBack
    case "forward":
      return canGoForward
    case "more":
      return lists.includes(action.list)
    case "more and link":
      return lists.includes(action.list) && action.to !== address
    case "link":
    case "mutate and link":
      return action.to !== address
    default:
      return true
  }
}

/**
 * Shortens a walk to few actions that break the same rule. First keeps only the last actions before the fault. Then
 * removes parts without which the fault still occurs.
 * @param maxMs the time after which the function stops shortening
 */
export async function shorten(setting: Setting, walked: Walk, fault: Fault, maxMs: number) {
  const endsAt = Date.now() + maxMs
  const breaks = async (start: Address, actions: readonly Action[]) =>
    (await repeat(setting, start, actions)).faults.some(({ invariant }) => invariant === fault.invariant)
  let { start, actions } = sinceDocument(walked, fault)
  for (let count = 1; count < actions.length && Date.now() < endsAt; count *= 2) {
    const first = fault.index + 1 - count
    const from = walked.addresses[first] ?? start
    if (!(await breaks(from, walked.actions.slice(first, fault.index + 1)))) continue
    start = from
    actions = walked.actions.slice(first, fault.index + 1)
    break
  }
  for (let size = Math.ceil(actions.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = actions.length - 1 - size; from >= 0 && Date.now() < endsAt; from -= size) {
      const fewer = [...actions.slice(0, from), ...actions.slice(from + size)]
      if (await breaks(start, fewer)) actions = fewer
    }
  }
  return { start, actions }
}

/** The actions since the last visit before a fault. A tab begins without data at each visit. */
function sinceDocument(
  { start, actions }: Walk,
  { index }: Fault,
): { start: Address; actions: readonly Action[] } {
  const visited = actions.slice(0, Math.max(index, 0)).findLastIndex(({ kind }) => kind === "visit")
  const visit = actions[visited]
  const since = actions.slice(visited + 1, index + 1)
  return visit?.kind === "visit" ? { start: visit.to, actions: since } : { start, actions: since }
}

/** Lists the actions so that a reader can repeat them by hand. */
export const describeActions = (start: Address, actions: readonly Action[]) =>
  [`visit, ${start}`, ...actions.map(describeAction)].map((line, index) => `  ${index}. ${line}`).join("\n")

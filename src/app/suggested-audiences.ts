import { regionName } from "#audience/regions"
import type { FieldError } from "#components/ui/field"

/** Returns the regions that the error of an audience suggests (“Did you mean Germany (DE)?”), and its parameter. */
export function suggestedAudiences(errors: readonly FieldError[] = []) {
  const { parameter = "audience", message = "" } =
    errors.find(({ parameter }) => parameter === "audience" || parameter === "vs") ?? {}
  const items = Array.from(message.matchAll(/\((world|[A-Z]{2}|alt-[a-z]{2})\)/g), ([, id = ""]) => ({
    id,
    label: regionName(id),
  }))
  return { parameter, items }
}

import { regionName } from "#audience/regions"
import type { FieldError } from "#components/ui/field"

/** Returns the regions that the error of the parameter `audience` suggests: “Did you mean Germany (DE)?”. */
export function suggestedAudiences(errors: readonly FieldError[] = []): { id: string; label: string }[] {
  const message = errors.find(({ parameter }) => parameter === "audience")?.message ?? ""
  return Array.from(message.matchAll(/\((world|[A-Z]{2}|alt-[a-z]{2})\)/g), ([, id = ""]) => ({
    id,
    label: regionName(id),
  }))
}

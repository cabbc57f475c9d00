import type { HelpPoint } from "../schema.ts";

/** Returns who residents find at the point on a day: who is on duty that day, otherwise the team's own words; null: not known. */
export function nameOnDuty(
  { duty, on_duty: words }: Pick<HelpPoint, "duty" | "on_duty">,
  day: string,
): string | null {
  const people = duty?.day === day ? duty.people : [];
  return people.length > 0 ? people.map(({ name }) => name).join(", ") : (words ?? null);
}

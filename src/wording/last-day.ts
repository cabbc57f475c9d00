import { toLocalDay } from "../catalog/local-time.ts";

/** Formats the last day on which something that expires then still works: "2/12/2026"; "" if it never expires. */
export function formatLastDay(expiresAt: Date | null): string {
  if (expiresAt === null) return "";
  const [year, month, day] = toLocalDay(new Date(expiresAt.getTime() - 1)).split("-");
  return `${Number(day)}/${Number(month)}/${year}`;
}

import { toLocalDay } from "../catalog/local-time.ts";

/** The last day on which something works that ends then, as it is said: "2/12/2026"; "" where it has no end. */
export function formatLastDay(expiresAt: Date | null): string {
  if (expiresAt === null) return "";
  const [year, month, day] = toLocalDay(new Date(expiresAt.getTime() - 1)).split("-");
  return `${Number(day)}/${Number(month)}/${year}`;
}

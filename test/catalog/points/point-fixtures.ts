import { readFileSync } from "node:fs";
import { z } from "zod";
import { buildCalendar } from "../../../src/catalog/hours/calendar.ts";
import { blankPoint } from "../../../src/catalog/points/blank-point.ts";
import { type HelpPoint, helpPointSchema, holidaySchema } from "../../../src/catalog/schema.ts";

const holidays = z
  .object({
    meta: z.object({ years_official: z.record(z.string(), z.boolean()) }),
    days: z.array(holidaySchema),
  })
  .parse(JSON.parse(readFileSync("data/holidays.json", "utf8")));

export const shippedPoints = z
  .object({ points: z.array(helpPointSchema) })
  .parse(JSON.parse(readFileSync("data/help_points.json", "utf8"))).points;

export const shippedCalendar = buildCalendar(holidays.days, holidays.meta.years_official);

export function shippedPoint(id: string) {
  const point = shippedPoints.find((candidate) => candidate.id === id);
  if (!point) throw new Error(`no such point in data/help_points.json: ${id}`);
  return point;
}

/** Returns a point with only the given details known. */
export function makePoint(known: Partial<HelpPoint> & Pick<HelpPoint, "id">): HelpPoint {
  return blankPoint({
    name: known.id,
    address: "1 Phạm Văn Chí",
    ward: "Phường Bình Tiên",
    ward_code: "27373",
    province: "Thành phố Hồ Chí Minh",
    lat: 10.74,
    lon: 106.64,
    precision: "address",
    ...known,
  });
}

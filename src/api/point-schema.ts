import { z } from "zod";
import { toIsoLocal } from "../catalog/local-time.ts";
import type { PointView } from "../catalog/points/nearest.ts";
import { helpPointSchema } from "../catalog/schema.ts";

const record = helpPointSchema.shape;

/** A point in a list. null always means that no source gives the value, never "none". */
export const pointSchema = z.object({
  id: record.id,
  name: record.name,
  kind: record.kind.describe(
    "`help_point`: neighbours help with online forms; `service_centre` and `branch`: dossiers are taken; " +
      "`visiting_team`: there on the days of its openings only",
  ),
  address: record.address,
  ward: record.ward.describe("The ward's name since July 2025"),
  lat: record.lat.describe("Degrees, WGS 84"),
  lng: record.lon.describe("Degrees, WGS 84"),
  precision: record.precision.describe("What lat and lng stand for"),
  distance_m: z.int().nonnegative().nullable().describe("Metres as the crow flies"),
  open: z
    .boolean()
    .nullable()
    .describe("At the moment of the query; null: its hours are not known"),
  next_change: z
    .string()
    .nullable()
    .meta({ format: "date-time", description: "When it next opens or closes" }),
  hours_basis: z
    .enum(["point", "ward", "province"])
    .nullable()
    .describe(
      "Where `open` comes from: the point's own hours, or the office hours that its ward or province sets, which nobody confirmed for this point; null: not known",
    ),
  handles: z
    .enum(["yes", "unknown"])
    .describe(
      "Whether it helps with the procedure of the query; no source lists what a point refuses",
    ),
  phone: record.phone,
  equipment: record.equipment,
  accepts_paper: record.accepts_paper.describe("Whether paper dossiers are taken there"),
});

/** A single point: the fields of the list, as of now, and the rest of its record. */
export const wholePointSchema = pointSchema
  .extend({
    status: record.status.describe("A `historical` point is no longer run, and so never open"),
    status_date: record.status_date,
    ward_code: record.ward_code,
    old_area: record.old_area.describe("Its district or ward before July 2025"),
    province: record.province,
    opening_hours: record.opening_hours.describe("OpenStreetMap syntax, public holidays apart"),
    opening_hours_note: record.opening_hours_note,
    services: record.services.describe("Examples: procedures' ids, or plain words"),
    closures: z
      .array(
        z.object({
          from: z.iso.date(),
          to: z.iso.date(),
          note: z.string().nullable(),
          hours: z
            .string()
            .optional()
            .describe("The times of each day at which it is closed; absent: all day"),
        }),
      )
      .describe("Days on which it is closed, also with its whole ward or province"),
    openings: z
      .array(
        z.object({
          from: z.iso.date(),
          to: z.iso.date(),
          hours: z.string(),
          note: z.string().nullable(),
        }),
      )
      .describe("Days with hours of their own; a visiting team has no others"),
    staff: record.staff,
    zalo: record.zalo,
    note: record.note,
    sources: record.sources,
    checked: record.checked.describe("When its source was read"),
  })
  .meta({ description: "One point, as it is now" });

export function toListedPoint({ point, ...view }: PointView): z.infer<typeof pointSchema> {
  return {
    id: point.id,
    name: point.name,
    kind: point.kind,
    address: point.address,
    ward: point.ward,
    lat: point.lat,
    lng: point.lon,
    precision: point.precision,
    distance_m: view.distanceM,
    open: view.isOpen,
    next_change: view.nextChange && toIsoLocal(view.nextChange),
    hours_basis: view.hoursBasis,
    handles: view.handles,
    phone: point.phone,
    equipment: point.equipment,
    accepts_paper: point.accepts_paper,
  };
}

export function toWholePoint(view: PointView): z.infer<typeof wholePointSchema> {
  const { point } = view;
  const isHistorical = point.status === "historical";
  return {
    ...toListedPoint(
      isHistorical ? { ...view, isOpen: false, nextChange: null, hoursBasis: null } : view,
    ),
    status: point.status,
    status_date: point.status_date,
    ward_code: point.ward_code,
    old_area: point.old_area,
    province: point.province,
    opening_hours: point.opening_hours,
    opening_hours_note: point.opening_hours_note,
    services: point.services,
    closures: [...(point.closures ?? []), ...(point.area_closures ?? [])],
    openings: point.openings ?? [],
    staff: point.staff,
    zalo: point.zalo,
    note: point.note,
    sources: point.sources,
    checked: point.checked,
  };
}

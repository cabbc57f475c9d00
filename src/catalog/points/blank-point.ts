import type { HelpPoint } from "../schema.ts";

/** A point of which only its name is known yet; `stated` is what its source or editor says. */
export function blankPoint(stated: Pick<HelpPoint, "id" | "name"> & Partial<HelpPoint>): HelpPoint {
  return {
    kind: "help_point",
    address: null,
    ward: null,
    ward_code: null,
    old_area: null,
    province: "",
    lat: null,
    lon: null,
    precision: null,
    coord_source: null,
    opening_hours: null,
    opening_hours_note: null,
    equipment: null,
    services: null,
    accepts_paper: null,
    staff: null,
    phone: null,
    zalo: null,
    status: "active",
    status_date: null,
    parent: null,
    points_represented: 1,
    note: null,
    sources: [],
    checked: null,
    doubts: [],
    ...stated,
  };
}

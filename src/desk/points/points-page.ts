import { z } from "zod";
import { toLocalDay } from "../../catalog/local-time.ts";
import {
  findMissingDetails,
  type PointDetail,
  pointDetails,
} from "../../catalog/points/missing-details.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { fold } from "../../catalog/text/fold.ts";
import { selectWardsOfAgency } from "../../db/queries/agencies.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import type { Account } from "../identity/account.ts";
import { everybody } from "../identity/roles.ts";

/** How the list of missing details names them. */
export const detailNames: Readonly<Record<PointDetail, string>> = {
  hours: "giờ làm việc",
  phone: "điện thoại",
  services: "việc nhận hướng dẫn",
  equipment: "thiết bị",
  address: "địa chỉ",
  place: "vị trí trên bản đồ",
};

const maxShown = 50;

const querySchema = z.object({
  q: z.string().max(100).catch(""),
  missing: z.enum(pointDetails).or(z.literal("")).catch(""),
});

export const pointListRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/points",
    roles: everybody,
    purpose: "lists help points and what is not known of them",
    handle: async (request, desk) => showPoints(request, desk),
  },
];

/** Returns the codes of the wards whose points an official's agency takes care of; none for others. */
export async function wardsOfAccount(
  { role, agencyId }: Account,
  db: DbHandle,
): Promise<ReadonlySet<string>> {
  if (role !== "official" || agencyId === null) return new Set();
  return new Set(await selectWardsOfAgency(db, agencyId));
}

/** Returns the points that an account takes care of: those of its team, or all. */
export function pointsOfAccount(
  account: Account,
  { catalog }: Pick<DeskContext, "catalog">,
): HelpPoint[] {
  const active = [...catalog().points.values()].filter(({ status }) => status === "active");
  return account.role === "administrator"
    ? active
    : active.filter(({ id }) => account.pointIds.includes(id));
}

async function showPoints({ account, query, now }: SignedInRequest, desk: DeskContext) {
  const { q, missing } = querySchema.parse(query);
  const wards = await wardsOfAccount(account, desk.database.db);
  const ofAgency = [...desk.catalog().points.values()].filter(
    ({ status, ward_code: ward }) => status === "active" && wards.has(ward ?? ""),
  );
  const all = [...pointsOfAccount(account, desk), ...ofAgency].map((point) => ({
    point,
    missing: findMissingDetails(point),
  }));
  const words = fold(q);
  const found = all
    .filter((one) => missing === "" || one.missing.includes(missing))
    .filter(({ point }) => fold([point.name, point.ward, point.address].join(" ")).includes(words))
    .sort((a, b) => b.missing.length - a.missing.length);
  const today = toLocalDay(now);
  return page("points", "Điểm hướng dẫn", {
    q,
    missing,
    total: all.length,
    found: found.length,
    isCut: found.length > maxShown,
    counts: pointDetails.map((one) => ({
      id: one,
      name: detailNames[one],
      count: all.filter((point) => point.missing.includes(one)).length,
    })),
    points: found.slice(0, maxShown).map(({ point, missing: missingDetails }) => ({
      id: point.id,
      name: point.name,
      ward: point.ward,
      missing: missingDetails.map((one) => detailNames[one]),
      isClosedToday: [...(point.closures ?? []), ...(point.area_closures ?? [])].some(
        ({ from, to }) => from <= today && today <= to,
      ),
    })),
  });
}

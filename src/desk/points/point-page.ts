import { z } from "zod";
import { findMissingDetails, type PointDetail } from "../../catalog/points/missing-details.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { selectPointTargets, setPointTarget } from "../../db/queries/links.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { everybody, pointTeams } from "../identity/roles.ts";
import { createHoursForm } from "./hours-form.ts";
import { describePointDay } from "./point-day.ts";
import { describeDuty } from "./point-duty.ts";
import { parsePointForm } from "./point-form.ts";
import { detailNames } from "./points-page.ts";
import { findPointOwner, requirePoint } from "./requested-point.ts";
import { savePoint } from "./save-point.ts";

/** What a team can state here; an address and its place on the map belong to the catalogue. */
const formDetails: ReadonlySet<PointDetail> = new Set(["hours", "phone", "services", "equipment"]);

export const pointEditRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/points/:point",
    roles: everybody,
    findOwner: findPointOwner,
    purpose: "shows the form of one help point",
    handle: (request, desk) => showPoint(request, desk),
  },
  {
    method: "POST",
    path: "/points/:point",
    roles: everybody,
    findOwner: findPointOwner,
    purpose: "changes what residents read about a help point",
    handle: changePoint,
  },
  {
    method: "POST",
    path: "/points/:point/target",
    roles: pointTeams,
    findOwner: findPointOwner,
    purpose: "sets how many chats a week the point's team wants to begin",
    handle: setTarget,
  },
];

export async function showPoint(request: SignedInRequest, desk: DeskContext) {
  const point = requirePoint(request, desk);
  const { days } = z.object({ days: z.string().optional() }).catch({}).parse(request.query);
  const common = commonEquipment(desk);
  const targets = await selectPointTargets(desk.database.db);
  return page("point", point.name, {
    point,
    typed: typedFields(request.body),
    missing: findMissingDetails(point)
      .filter((one) => formDetails.has(one))
      .map((one) => detailNames[one]),
    hours: createHoursForm(point.opening_hours, days === "each"),
    day: describePointDay(point, { catalog: desk.catalog(), now: request.now }),
    duty: await describeDuty(point, request, desk),
    equipment: common.map((name) => ({ name, isThere: point.equipment?.includes(name) === true })),
    equipmentMore: (point.equipment ?? []).filter((name) => !common.includes(name)).join("\n"),
    services: servicesOf(point, desk),
    target: targets.get(point.id) ?? null,
  });
}

async function changePoint(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const point = requirePoint(request, desk);
  const { change: edit, errors } = parsePointForm(request.body, point, request.now);
  if (errors !== null) return invalidForm(await showPoint(request, desk), errors);
  const fields = Object.keys(edit);
  const to = `/points/${point.id}`;
  if (fields.length === 0)
    return redirect(to, { message: "Không có gì thay đổi.", data: { changed: [] } });
  await savePoint(request, desk, point, edit);
  const message = "Đã lưu. Trong 5 giây mọi cuộc trò chuyện dùng thông tin mới.";
  return redirect(to, { message, data: { changed: fields } });
}

const targetSchema = z.object({
  chats_per_week: z
    .union([z.string(), z.number(), z.null()])
    .optional()
    .transform((value) => String(value ?? "").trim())
    .pipe(z.string().regex(/^([1-9]\d{0,4})?$/, "Chỉ tiêu là một số, hoặc để trống"))
    .transform((value) => (value === "" ? null : Number(value))),
});

async function setTarget(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const point = requirePoint(request, desk);
  const { value, errors } = parseForm(targetSchema, request.body);
  if (errors !== null) return invalidForm(await showPoint(request, desk), errors);
  const { account, now } = request;
  await desk.database.transaction(async (tx) => {
    const { chats_per_week } = value;
    await setPointTarget(
      tx,
      point.id,
      chats_per_week === null ? null : { chats_per_week, set_by: account.username, set_at: now },
    );
    const detail = String(value.chats_per_week ?? "none");
    await recordAction(
      tx,
      account,
      { action: "point.target", subject: `point ${point.id}`, detail },
      now,
    );
  });
  return redirect(`/points/${point.id}`, { message: "Đã lưu chỉ tiêu." });
}

/** Returns the equipment that most points have: what is ticked from this list can be translated. */
function commonEquipment({ catalog }: DeskContext): string[] {
  const all = [...catalog().points.values()].flatMap(({ equipment }) => equipment ?? []);
  const counts = Map.groupBy(all, (name) => name);
  return [...counts]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, 12)
    .map(([name]) => name);
}

function servicesOf(point: HelpPoint, { catalog }: DeskContext) {
  const { lifeEvents, procedures } = catalog();
  const listed = new Set<string>();
  const groups = lifeEvents.map(({ title, procedures: ids }) => ({
    title,
    procedures: ids.flatMap((id) => {
      if (listed.has(id)) return [];
      listed.add(id);
      const isThere = point.services?.includes(id) === true;
      return [{ id, name: procedures.get(id)?.name ?? id, isThere }];
    }),
  }));
  const more = (point.services ?? []).filter((service) => !listed.has(service));
  return { groups, more: more.join("\n") };
}

import { z } from "zod";
import { toLocalDay } from "../../catalog/local-time.ts";
import { findMissingDetails, type PointDetail } from "../../catalog/points/missing-details.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { selectPointTargets, setPointTarget } from "../../db/queries/links.ts";
import { overridePoint } from "../../live/catalog-overrides.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { notFound } from "../framework/errors.ts";
import { readForm, typedFields } from "../framework/form.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { pointTeams } from "../identity/roles.ts";
import { hoursForm } from "./hours-form.ts";
import { readPointForm } from "./point-form.ts";
import { wantedNames } from "./points-page.ts";

/** What a team can say here; an address and its place on the map are the catalogue's. */
const inForm: ReadonlySet<PointDetail> = new Set(["hours", "phone", "services", "equipment"]);

const ownerOf = async ({ params }: SignedInRequest, desk: DeskContext) => {
  const point = activePoint(params["point"], desk);
  return point === null ? null : { pointId: point.id };
};

export const pointEditRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/points/:point",
    roles: pointTeams,
    ownerOf,
    does: "shows the form of one help point",
    answer: (call, desk) => show(call, desk),
  },
  {
    method: "POST",
    path: "/points/:point",
    roles: pointTeams,
    ownerOf,
    does: "changes what residents are told of a help point",
    answer: change,
  },
  {
    method: "POST",
    path: "/points/:point/target",
    roles: pointTeams,
    ownerOf,
    does: "sets how many chats a week the point's team wants to begin",
    answer: aim,
  },
];

async function show(call: SignedInRequest, desk: DeskContext) {
  const point = requirePoint(call, desk);
  const { days } = z.object({ days: z.string().optional() }).catch({}).parse(call.query);
  const known = knownEquipment(desk);
  const today = toLocalDay(call.now);
  const aims = await selectPointTargets(desk.database.db);
  return page("point", point.name, {
    point,
    typed: typedFields(call.body),
    missing: findMissingDetails(point)
      .filter((one) => inForm.has(one))
      .map((one) => wantedNames[one]),
    hours: hoursForm(point.opening_hours, days === "each"),
    closures: (point.closures ?? []).filter(({ to }) => to >= today),
    equipment: known.map((name) => ({ name, isThere: point.equipment?.includes(name) === true })),
    equipmentMore: (point.equipment ?? []).filter((name) => !known.includes(name)).join("\n"),
    services: servicesOf(point, desk),
    target: aims.get(point.id) ?? null,
  });
}

async function change(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const point = requirePoint(call, desk);
  const { change: edit, faults } = readPointForm(call.body, point, call.now);
  if (faults !== null) return invalidForm(await show(call, desk), faults);
  const fields = Object.keys(edit);
  const to = `/points/${point.id}`;
  if (fields.length === 0)
    return redirect(to, { said: "Không có gì thay đổi.", data: { changed: [] } });
  await desk.database.transaction(async (tx) => {
    await overridePoint(tx, point.id, edit, { by: call.account.username, now: call.now });
    const known = new Map<string, unknown>(Object.entries(point));
    const was = Object.fromEntries(fields.map((field) => [field, known.get(field) ?? null]));
    const deed = {
      action: "point.edit",
      subject: `point ${point.id}`,
      detail: JSON.stringify({ was, is: edit }),
    };
    await recordAction(tx, call.account, deed, call.now);
  });
  await desk.refreshLive();
  const said = "Đã lưu. Trong 5 giây mọi cuộc trò chuyện dùng thông tin mới.";
  return redirect(to, { said, data: { changed: fields } });
}

const aimSchema = z.object({
  chats_per_week: z
    .union([z.string(), z.number(), z.null()])
    .optional()
    .transform((value) => String(value ?? "").trim())
    .pipe(z.string().regex(/^([1-9]\d{0,4})?$/, "Chỉ tiêu là một số, hoặc để trống"))
    .transform((value) => (value === "" ? null : Number(value))),
});

async function aim(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const point = requirePoint(call, desk);
  const { value, faults } = readForm(aimSchema, call.body);
  if (faults !== null) return invalidForm(await show(call, desk), faults);
  const { account, now } = call;
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
  return redirect(`/points/${point.id}`, { said: "Đã lưu chỉ tiêu." });
}

function requirePoint({ params }: SignedInRequest, desk: DeskContext): HelpPoint {
  const point = activePoint(params["point"], desk);
  if (point === null) throw notFound();
  return point;
}

function activePoint(id: string | undefined, { catalog }: DeskContext): HelpPoint | null {
  const point = catalog().points.get(id ?? "");
  return point?.status === "active" ? point : null;
}

/** What points have elsewhere: ticked, it is told in English too. */
function knownEquipment({ catalog }: DeskContext): string[] {
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

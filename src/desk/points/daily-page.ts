import { z } from "zod";
import { toLocalDay } from "../../catalog/local-time.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { selectTeamOfPoint } from "../../db/queries/point-teams.ts";
import { parseForm, requiredText, textOrEmpty } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { everybody, pointTeams } from "../identity/roles.ts";
import {
  type DailyEdit,
  editForClosedDays,
  editForOpening,
  editForPress,
  editForRemoval,
  pressNames,
} from "./daily-edits.ts";
import { residentLines } from "./point-day.ts";
import { showPoint } from "./point-page.ts";
import { findPointOwner, requirePoint } from "./requested-point.ts";
import { type DailyFields, savePoint } from "./save-point.ts";

const ofPoint = { method: "POST", roles: everybody, findOwner: findPointOwner } as const;
const savedSchema = z.object({
  reads: z.array(z.string()).describe("What residents read now, in Vietnamese"),
});
const pressSchema = z.object({
  press: z.enum(pressNames, "Chọn một việc"),
  back: z.string().optional().describe("home: the next page is the first one"),
});
const daysSchema = z.object({
  when: requiredText("Ghi ngày", 100).describe(
    "As people type it: chiều mai, 28/11, 3/12 đến 5/12",
  ),
  note: textOrEmpty(200),
});
const removalSchema = z.object({ remove: z.string().min(1).max(100) });
const dutySchema = z.union([
  z.object({ me: z.enum(["on", "off"]), back: z.string().optional() }),
  z.object({
    people: z
      .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])
      .optional()
      .transform((ids) => (ids === undefined ? [] : [ids].flat().map(Number))),
    back: z.string().optional(),
  }),
]);

/** What a point's team says from day to day: open or not, and who is there. */
export const pointDayRoutes: readonly DeskRoute[] = [
  {
    ...ofPoint,
    path: "/points/:point/today",
    purpose: "closes or opens a point with one press",
    api: { body: pressSchema, answer: savedSchema },
    handle: savePress,
  },
  {
    ...ofPoint,
    path: "/points/:point/closures",
    purpose: "adds closures as people type them, or removes one",
    api: { body: z.union([daysSchema, removalSchema]), answer: savedSchema },
    handle: saveClosure,
  },
  {
    ...ofPoint,
    path: "/points/:point/openings",
    purpose: "adds an extra opening as people type it, or removes one",
    api: { body: z.union([daysSchema, removalSchema]), answer: savedSchema },
    handle: saveOpening,
  },
  {
    ...ofPoint,
    roles: pointTeams,
    path: "/points/:point/duty",
    purpose: "says who is on duty today: oneself, or everybody who is ticked",
    api: { body: dutySchema, answer: savedSchema },
    handle: saveDuty,
  },
];

async function savePress(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(pressSchema, request.body);
  if (errors !== null) return invalidForm(await showPoint(request, desk), errors);
  return save(request, desk, editForPress(value.press, request.now), value.back);
}

function saveClosure(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  return saveDays(request, desk, "closures", ({ when, note }) =>
    editForClosedDays(when, note || null, request.now),
  );
}

function saveOpening(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  return saveDays(request, desk, "openings", ({ when, note }, point) => {
    const { now } = request;
    const { hours } = desk.catalog().viewPoint(point, now);
    return editForOpening(when, note || null, { point, hours, now });
  });
}

async function saveDays(
  request: SignedInRequest,
  desk: DeskContext,
  field: "closures" | "openings",
  read: (form: z.output<typeof daysSchema>, point: HelpPoint) => DailyEdit | string,
): Promise<ViewResult> {
  const removal = removalSchema.safeParse(request.body);
  if (removal.success) return save(request, desk, editForRemoval(field, removal.data.remove));
  const { value, errors } = parseForm(daysSchema, request.body);
  if (errors !== null) return invalidForm(await showPoint(request, desk), named(field, errors));
  const edit = read(value, requirePoint(request, desk));
  if (typeof edit !== "string") return save(request, desk, edit);
  const fault = [{ field: "when", reason: edit }];
  return invalidForm(await showPoint(request, desk), named(field, fault));
}

/** The page has both forms: a fault is shown at the one that was sent. */
function named(field: string, errors: readonly { field: string; reason: string }[]) {
  return errors.map((error) => ({ ...error, field: `${field}-${error.field}` }));
}

async function saveDuty(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = request;
  const point = requirePoint(request, desk);
  const { value, errors } = parseForm(dutySchema, request.body);
  if (errors !== null) return invalidForm(await showPoint(request, desk), errors);
  const day = toLocalDay(now);
  const team = await selectTeamOfPoint(desk.database.db, point.id);
  const edit = ({ duty }: DailyFields) => {
    const present = duty?.day === day ? duty.people.map((one) => one.account) : [];
    const others = present.filter((id) => id !== account.id);
    const onDuty =
      "people" in value ? value.people : value.me === "on" ? [...others, account.id] : others;
    const people = team
      .filter(({ id }) => onDuty.includes(id))
      .map(({ id, name }) => ({ account: id, name }));
    return { duty: people.length === 0 ? null : { day, people } };
  };
  return save(request, desk, edit, value.back);
}

async function save(
  request: SignedInRequest,
  desk: DeskContext,
  edit: (present: DailyFields) => ReturnType<DailyEdit>,
  back?: string,
): Promise<ViewResult> {
  const point = requirePoint(request, desk);
  await savePoint(request, desk, point, edit);
  const reads = residentLines(requirePoint(request, desk), {
    catalog: desk.catalog(),
    now: request.now,
  });
  return redirect(back === "home" ? "" : `/points/${point.id}`, {
    message: "Đã lưu. Trong 5 giây mọi nơi đều theo.",
    data: { reads },
  });
}

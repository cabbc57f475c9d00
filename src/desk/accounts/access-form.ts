import { z } from "zod";
import type { Catalog } from "../../catalog/catalog.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { fold } from "../../catalog/text/fold.ts";
import { selectAgencyName, selectAgencyNames } from "../../db/queries/agencies.ts";
import { type FormResult, optionalId, requiredText, textOrEmpty } from "../framework/form.ts";
import type { DeskContext } from "../framework/route.ts";
import { type Role, roleNames, roles } from "../identity/roles.ts";

const maxPointsText = 2_000;
const maxPoints = 500;

/** What an account may reach: the fields are the same for a new account and for one that is changed. */
export const accessFields = {
  name: requiredText("Nhập họ tên", 100),
  role: z.enum(roles as [Role, ...Role[]], { error: "Chọn vai trò" }),
  agency: optionalId("Chọn cơ quan"),
  points: z
    .union([textOrEmpty(maxPointsText), z.array(z.string().max(maxPointsText)).max(maxPoints)])
    .transform(splitIds),
};

/** Ticks send one id each; programs may send several in one text. */
function splitIds(typed: string | readonly string[]): string[] {
  const ids = [typed].flat().flatMap((text) => text.split(/[\s,]+/));
  return [...new Set(ids.filter((id) => id !== ""))];
}

interface TypedAccess {
  readonly role: Role;
  readonly agency: number | null;
  readonly points: readonly string[];
}

/** Officials and staff without a place of work would see nothing. */
export function checkAccess(
  { role, agency, points }: TypedAccess,
  context: z.core.$RefinementCtx,
): void {
  const add = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  if (role === "official" && agency === null) add("agency", "Chọn cơ quan của cán bộ");
  if (role === "staff" && points.length === 0) add("points", "Chọn ít nhất một điểm hướng dẫn");
}

interface Access {
  readonly agencyId: number | null;
  readonly pointIds: readonly string[];
}

/** Returns what the role may have of what was typed, once it is known to exist. */
export async function findAccess(
  { role, agency, points }: TypedAccess,
  { catalog, database }: DeskContext,
): Promise<FormResult<Access>> {
  const pointIds = role === "staff" ? [...new Set(points)].toSorted() : [];
  const unknown = pointIds.filter((id) => !catalog().points.has(id));
  if (unknown.length > 0) {
    const named = unknown.slice(0, maxNamed).map((id) => `“${id.slice(0, maxNamedLength)}”`);
    const more = unknown.length > maxNamed ? ` và ${unknown.length - maxNamed} mã khác` : "";
    const reason = `Không có điểm nào mang mã ${named.join(", ")}${more}`;
    return { value: null, errors: [{ field: "points", reason }] };
  }
  const agencyId = role === "official" ? agency : null;
  if (agencyId !== null && (await selectAgencyName(database.db, agencyId)) === undefined) {
    return { value: null, errors: [{ field: "agency", reason: "Chọn cơ quan" }] };
  }
  return { value: { agencyId, pointIds }, errors: null };
}

const maxNamed = 5;
const maxNamedLength = 60;

/** Returns what the fields offer to choose from. `body` is what was typed so far, `chosen` the points if it names none. */
export async function accessChoices(
  { catalog, database }: DeskContext,
  body: unknown,
  chosen: readonly string[] = [],
) {
  const typed = z.object({ points: accessFields.points, find: textOrEmpty(100) }).safeParse(body);
  const hasPoints = typeof body === "object" && body !== null && "points" in body;
  const ids = typed.success && hasPoints ? typed.data.points : chosen;
  return {
    roles: roles.map((role) => ({ role, name: roleNames[role] })),
    agencies: await selectAgencyNames(database.db),
    find: typed.data?.find ?? "",
    ...choosePoints(catalog(), ids, typed.data?.find ?? ""),
  };
}

const maxFound = 30;

/** Returns the points that are ticked, then those that the search finds; without a search, all if they are few. */
function choosePoints({ points }: Catalog, ids: readonly string[], find: string) {
  const active = [...points.values()].filter(({ status }) => status === "active");
  const ticked = ids.flatMap((id) => points.get(id) ?? []);
  const words = fold(find)
    .split(/\s+/)
    .filter((word) => word !== "");
  const others = active.filter(({ id }) => !ids.includes(id));
  const found =
    words.length === 0
      ? others.length > maxFound
        ? []
        : others
      : others.filter((point) => {
          const text = fold([point.id, point.name, point.ward, point.address].join(" "));
          return words.every((word) => text.includes(word));
        });
  const toChoice = (isTicked: boolean) => (point: HelpPoint) => ({
    id: point.id,
    name: [point.name, point.ward].filter(Boolean).join(", "),
    isTicked,
  });
  return {
    points: [...ticked.map(toChoice(true)), ...found.slice(0, maxFound).map(toChoice(false))],
    notShown: Math.max(0, found.length - maxFound),
    foundNone: words.length > 0 && found.length === 0,
  };
}

import { z } from "zod";
import { selectAgencyName, selectAgencyNames } from "../../db/queries/agencies.ts";
import { type FormResult, optionalId, requiredText, textOrEmpty } from "../framework/form.ts";
import type { DeskContext } from "../framework/route.ts";
import { type Role, roleNames, roles } from "../identity/roles.ts";

/** What an account may reach: the fields are the same for a new account and for one that is changed. */
export const accessFields = {
  name: requiredText("Nhập họ tên", 100),
  role: z.enum(roles as [Role, ...Role[]], { error: "Chọn vai trò" }),
  agency: optionalId("Chọn cơ quan"),
  points: textOrEmpty(2_000).transform((ids) => ids.split(/[\s,]+/).filter((id) => id !== "")),
};

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
  if (role === "staff" && points.length === 0) add("points", "Ghi ít nhất một điểm hướng dẫn");
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
  if (pointIds.some((id) => !catalog().points.has(id))) {
    const reason = "Có mã điểm không có trong danh mục";
    return { value: null, errors: [{ field: "points", reason }] };
  }
  const agencyId = role === "official" ? agency : null;
  if (agencyId !== null && (await selectAgencyName(database.db, agencyId)) === undefined) {
    return { value: null, errors: [{ field: "agency", reason: "Chọn cơ quan" }] };
  }
  return { value: { agencyId, pointIds }, errors: null };
}

/** Returns what the fields offer to choose from. */
export async function accessChoices({ catalog, database }: DeskContext) {
  const active = [...catalog().points.values()].filter(({ status }) => status === "active");
  return {
    roles: roles.map((role) => ({ role, name: roleNames[role] })),
    agencies: await selectAgencyNames(database.db),
    points: active.map(({ id, name }) => ({ id, name })),
  };
}

import { z } from "zod";
import {
  replaceSecondFactorRoles,
  selectSecondFactorRoles,
} from "../../db/queries/second-factors.ts";
import type { DbHandle } from "../../db/schema.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm } from "../framework/form.ts";
import type { DeskRoute } from "../framework/route.ts";
import { redirect } from "../framework/view-result.ts";
import { administrators, type Role, roleNames, roles } from "../identity/roles.ts";

/** Administrators always need a second factor; for these an administrator decides. */
const optionalRoles = roles.filter((role) => role !== "administrator");

export const secondFactorRoleRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/people/second-factor",
    roles: administrators,
    purpose: "sets which roles need a second factor, besides administrators",
    handle: async ({ account, body, now }, { database }) => {
      const { value } = parseForm(schema, body);
      const needed = optionalRoles.filter((role) => value?.[role] === true);
      await database.transaction(async (tx) => {
        const was = await selectSecondFactorRoles(tx);
        await replaceSecondFactorRoles(tx, needed);
        const detail = `${namesOf(was)} -> ${namesOf(needed)}`;
        const action = { action: "second-factor.roles", subject: "desk", detail };
        await recordAction(tx, account, action, now);
      });
      return redirect("/people", {
        message: "Đã ghi. Ai chưa cài sẽ cài ở lần đăng nhập tới.",
        data: { needed },
      });
    },
  },
];

/** A box that is not ticked is absent from its form. */
const ticked = z
  .union([z.boolean(), z.string()])
  .optional()
  .transform((value) => value === true || value === "1" || value === "true");
const schema = z.object({ staff: ticked, official: ticked });

export async function listSecondFactorRoles(db: DbHandle) {
  const needed = await selectSecondFactorRoles(db);
  return optionalRoles.map((role: Role) => ({
    role,
    roleName: roleNames[role],
    isNeeded: needed.includes(role),
  }));
}

function namesOf(needed: readonly string[]): string {
  return needed.length === 0 ? "none" : needed.join(", ");
}

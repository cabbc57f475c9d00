import { z } from "zod";
import { isUpdateOfDossier, selectUndoableUpdate } from "../../db/queries/held-updates.ts";
import type { DbHandle } from "../../db/schema.ts";
import { ProblemError } from "../../http/problem.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm, requiredId } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { findDossierOwner } from "./ownership.ts";

export const undoRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/dossiers/:dossier/undo",
    roles: officials,
    purpose: "takes an update back while its notifications wait",
    findOwner: findDossierOwner,
    handle: undoUpdate,
  },
];

const undoForm = z.object({ undo: requiredId("Thiếu số của lần cập nhật") });

/** What `views/undo.eta` shows while an update can be taken back; null if none can. */
export async function readUndo(db: DbHandle, dossierId: number, now: Date) {
  const held = await selectUndoableUpdate(db, dossierId, now);
  if (held === undefined) return null;
  return {
    id: held.id,
    to: `/desk/dossiers/${dossierId}/undo`,
    by: held.name,
    until: held.until,
    secondsLeft: Math.ceil((held.until.getTime() - now.getTime()) / 1_000),
  };
}

async function undoUpdate(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, params, body, now } = request;
  const dossierId = Number(params["dossier"]);
  const to = `/dossiers/${dossierId}`;
  const undo = parseForm(undoForm, body).value?.undo ?? null;
  if (undo === null || !(await isUpdateOfDossier(desk.database.db, dossierId, undo))) {
    const message = "Không còn lần cập nhật nào như vậy để hoàn tác.";
    return redirect(to, { message, problem: new ProblemError(409, "nothing-to-undo", message) });
  }
  const result = await desk.undoReports(undo, account.id, async (tx, { steps, deliveries }) => {
    const detail = `${steps} steps, ${deliveries} notifications`;
    const action = { action: "dossier.undo", subject: `dossier ${dossierId}`, detail };
    await recordAction(tx, account, action, now);
  });
  switch (result.type) {
    case "undone": {
      const isGone = result.removedDossiers.includes(dossierId);
      const told = result.deliveries > 0 ? " Tin báo chưa gửi cho ai." : "";
      const message = `Đã hoàn tác.${told}${isGone ? " Hồ sơ vừa thêm đã được bỏ." : ""}`;
      const { steps, deliveries } = result;
      return redirect(isGone ? "/dossiers" : to, { message, data: { steps, deliveries } });
    }
    case "undone-before": {
      const message = "Lần cập nhật này đã được hoàn tác rồi.";
      return redirect(to, { message, problem: new ProblemError(409, "undone-before", message) });
    }
    case "too-late": {
      const message =
        "Đã quá 30 giây nên không hoàn tác được: tin báo đã gửi đi. Nếu sai, bạn ghi một cập nhật đúng.";
      return redirect(to, { message, problem: new ProblemError(409, "too-late", message) });
    }
  }
}

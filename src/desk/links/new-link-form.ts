import { z } from "zod";
import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { selectDossierReferenceByKey } from "../../db/queries/desk-dossiers.ts";
import { createLink } from "../../links/chat-links.ts";
import { recordAction } from "../audit/record-action.ts";
import {
  type FieldError,
  parseForm,
  requiredText,
  textOrEmpty,
  typedFields,
} from "../framework/form.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import type { Account } from "../identity/account.ts";
import { pointsOfAccount } from "../points/points-page.ts";

const dayMs = 86_400_000;
/** The life of a link to a dossier: it is for one person, who is present. */
const dossierLinkDays = 7;

const schema = z.object({
  point: requiredText("Chọn điểm hướng dẫn", 100),
  procedure: textOrEmpty(100),
  dossier: textOrEmpty(100),
  days: z
    .union([z.string(), z.number(), z.null()])
    .optional()
    .transform((value) => String(value ?? ""))
    .pipe(z.enum(["", "1", "7", "30", "90"], "Chọn thời hạn"))
    .transform((value) => (value === "" ? null : Number(value))),
});

export async function showLinkForm({ account, body, query }: SignedInRequest, desk: DeskContext) {
  const { point } = z.object({ point: z.string().max(100).catch("") }).parse(query);
  const points = linkablePoints(account, desk);
  const only = points.length === 1 ? points[0]?.id : undefined;
  return page("link-new", "Tạo đường dẫn chat", {
    isPublic: (await desk.reach()).isPublic,
    typed: { point: point === "" ? only : point, ...typedFields(body) },
    points: points.map(({ id, name, ward }) => ({
      id,
      name: ward === null ? name : `${name}, ${ward}`,
    })),
    procedures: [...desk.catalog().procedures.values()].map(({ id, name }) => ({ id, name })),
  });
}

export async function createNewLink(
  request: SignedInRequest,
  desk: DeskContext,
): Promise<ViewResult> {
  const { account, now } = request;
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(await showLinkForm(request, desk), errors);
  const target = await checkTarget(value, account, desk);
  if (target.errors.length > 0)
    return invalidForm(await showLinkForm(request, desk), target.errors);
  const days = value.days ?? (target.dossier === null ? null : dossierLinkDays);
  const link = await desk.database.transaction(async (tx) => {
    const { point, dossier } = target;
    const created = await createLink(
      tx,
      {
        point,
        dossier,
        procedure: value.procedure === "" ? null : value.procedure,
        by: account.username,
        now,
        expiresAt: days === null ? null : new Date(now.getTime() + days * dayMs),
      },
      desk.linkKey,
    );
    const opens = dossier === null ? "" : `, dossier ${dossier}`;
    const detail = `point ${point}${opens}`;
    await recordAction(
      tx,
      account,
      { action: "link.make", subject: `link ${created.id}`, detail },
      now,
    );
    return created;
  });
  return redirect(`/links/${link.id}`, {
    message: "Đã tạo đường dẫn.",
    data: { id: link.id, code: `#${link.code}`, url: `${desk.publicUrl}/l/${link.code}` },
  });
}

/** Officials hand out links to any point; staff to their own. */
function linkablePoints(account: Account, desk: DeskContext) {
  return pointsOfAccount(
    account.role === "official" ? { ...account, role: "administrator" } : account,
    desk,
  );
}

/** Checks what the form names. Returns the point, the dossier's id and what is wrong. */
async function checkTarget(
  { point: id, procedure, dossier: code }: z.output<typeof schema>,
  account: Account,
  desk: DeskContext,
): Promise<{ point: string; dossier: number | null; errors: FieldError[] }> {
  const errors: FieldError[] = [];
  const point = linkablePoints(account, desk).find((one) => one.id === id);
  if (point === undefined)
    errors.push({ field: "point", reason: "Không có điểm này trong phần việc của bạn" });
  if (procedure !== "" && !desk.catalog().procedures.has(procedure)) {
    errors.push({ field: "procedure", reason: "Không có thủ tục này" });
  }
  if (procedure !== "" && code !== "") {
    errors.push({ field: "dossier", reason: "Chọn thủ tục hoặc hồ sơ, không chọn cả hai" });
  }
  const dossier = code === "" ? null : await findDossierId(code, account, desk);
  if (code !== "" && dossier === null) {
    errors.push({ field: "dossier", reason: "Không thấy hồ sơ có mã này trong phần việc của bạn" });
  }
  return { point: id, dossier, errors };
}

/** Finds a dossier by its whole code: staff read it from the resident's receipt, officials from their own agency's list. */
async function findDossierId(
  code: string,
  account: Account,
  desk: DeskContext,
): Promise<number | null> {
  const row = await selectDossierReferenceByKey(desk.database.db, normalizeDossierCode(code));
  if (row === undefined) return null;
  return account.role === "official" && row.agency_id !== account.agencyId ? null : row.id;
}

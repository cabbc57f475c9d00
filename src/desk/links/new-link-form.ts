import { z } from "zod";
import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { selectDossierReferenceByKey } from "../../db/queries/desk-dossiers.ts";
import { createLink } from "../../links/chat-links.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { type FieldError, freeText, neededText, readForm, typedFields } from "../framework/form.ts";
import type { SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import type { Account } from "../identity/account.ts";
import { pointsOf } from "../points/points-page.ts";

const msPerDay = 86_400_000;
/** Of a link to a dossier: it is for one person, who is there. */
const dossierDays = 7;

const schema = z.object({
  point: neededText("Chọn điểm hướng dẫn", 100),
  procedure: freeText(100),
  dossier: freeText(100),
  days: z
    .union([z.string(), z.number(), z.null()])
    .optional()
    .transform((value) => String(value ?? ""))
    .pipe(z.enum(["", "1", "7", "30", "90"], "Chọn thời hạn"))
    .transform((value) => (value === "" ? null : Number(value))),
});

export async function linkForm({ account, body, query }: SignedInRequest, desk: DeskContext) {
  const { point } = z.object({ point: z.string().max(100).catch("") }).parse(query);
  const points = placesFor(account, desk);
  const only = points.length === 1 ? points[0]?.id : undefined;
  return page("link-new", "Tạo đường dẫn chat", {
    typed: { point: point === "" ? only : point, ...typedFields(body) },
    points: points.map(({ id, name, ward }) => ({
      id,
      name: ward === null ? name : `${name}, ${ward}`,
    })),
    procedures: [...desk.catalog().procedures.values()].map(({ id, name }) => ({ id, name })),
  });
}

export async function makeNewLink(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = call;
  const { value, faults } = readForm(schema, call.body);
  if (faults !== null) return invalidForm(await linkForm(call, desk), faults);
  const found = await findPlace(value, account, desk);
  if (found.faults.length > 0) return invalidForm(await linkForm(call, desk), found.faults);
  const days = value.days ?? (found.dossier === null ? null : dossierDays);
  const link = await desk.database.transaction(async (tx) => {
    const { point, dossier } = found;
    const made = await createLink(
      tx,
      {
        ...{ point, dossier, procedure: value.procedure === "" ? null : value.procedure },
        ...{ by: account.username, now },
        expiresAt: days === null ? null : new Date(now.getTime() + days * msPerDay),
      },
      desk.linkKey,
    );
    const opens = dossier === null ? "" : `, dossier ${dossier}`;
    const detail = `point ${point}${opens}`;
    await recordAction(
      tx,
      account,
      { action: "link.make", subject: `link ${made.id}`, detail },
      now,
    );
    return made;
  });
  return redirect(`/links/${link.id}`, {
    said: "Đã tạo đường dẫn.",
    data: { id: link.id, code: `#${link.code}`, url: `${desk.publicUrl}/l/${link.code}` },
  });
}

/** Officials hand out links to any point; staff to their own. */
function placesFor(account: Account, desk: DeskContext) {
  return pointsOf(
    account.role === "official" ? { ...account, role: "administrator" } : account,
    desk,
  );
}

async function findPlace(
  { point: id, procedure, dossier: code }: z.output<typeof schema>,
  account: Account,
  desk: DeskContext,
): Promise<{ point: string; dossier: number | null; faults: FieldError[] }> {
  const faults: FieldError[] = [];
  const point = placesFor(account, desk).find((one) => one.id === id);
  if (point === undefined)
    faults.push({ field: "point", reason: "Không có điểm này trong phần việc của bạn" });
  if (procedure !== "" && !desk.catalog().procedures.has(procedure)) {
    faults.push({ field: "procedure", reason: "Không có thủ tục này" });
  }
  if (procedure !== "" && code !== "") {
    faults.push({ field: "dossier", reason: "Chọn thủ tục hoặc hồ sơ, không chọn cả hai" });
  }
  const dossier = code === "" ? null : await findDossierId(code, account, desk);
  if (code !== "" && dossier === null) {
    faults.push({ field: "dossier", reason: "Không thấy hồ sơ có mã này trong phần việc của bạn" });
  }
  return { point: id, dossier, faults };
}

/** By the whole code: staff read it from the receipt in the resident's hand, officials from their own agency's list. */
async function findDossierId(
  code: string,
  account: Account,
  desk: DeskContext,
): Promise<number | null> {
  const row = await selectDossierReferenceByKey(desk.database.db, normalizeDossierCode(code));
  if (row === undefined) return null;
  return account.role === "official" && row.agency_id !== account.agencyId ? null : row.id;
}

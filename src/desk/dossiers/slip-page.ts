import { z } from "zod";
import type { HelpPoint } from "../../catalog/schema.ts";
import { selectWardsOfAgency } from "../../db/queries/agencies.ts";
import { selectDossier } from "../../db/queries/desk-dossiers.ts";
import { isOfThisMachine } from "../../http/site-origin.ts";
import { createLink, findLinkById, linkState } from "../../links/chat-links.ts";
import { formatPhoneNumber } from "../../phone/phone-number.ts";
import { formatLastDay } from "../../wording/last-day.ts";
import { wordingIn } from "../../wording/wording.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import { optionalId, parseForm, textOrEmpty } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { findDossierOwner } from "./ownership.ts";

export const slipRoutes: readonly DeskRoute[] = [
  {
    method: "POST",
    path: "/dossiers/:dossier/slip",
    roles: officials,
    purpose: "makes a chat link to a dossier, and its sheet to print",
    findOwner: findDossierOwner,
    handle: makeSlip,
  },
  {
    method: "GET",
    path: "/dossiers/:dossier/slip",
    roles: officials,
    purpose: "shows the sheet of a chat link to a dossier, to print",
    findOwner: findDossierOwner,
    handle: showSlip,
  },
];

const slipForm = z.object({ point: textOrEmpty(100) });
const slipQuery = z.object({ link: optionalId("Đường dẫn không có") });
/** The life of a link to a dossier: it is for one person, who is present. */
const linkDays = 7;
const dayMs = 86_400_000;

/** Returns the points that a sheet may name: those of the agency's wards, or all if it has none there. */
export async function slipPoints(
  { database, catalog }: Pick<DeskContext, "database" | "catalog">,
  agencyId: number | null,
): Promise<readonly HelpPoint[]> {
  const active = [...catalog().points.values()].filter(({ status }) => status === "active");
  const wards = new Set(agencyId === null ? [] : await selectWardsOfAgency(database.db, agencyId));
  const own = active.filter(({ ward_code: ward }) => ward !== null && wards.has(ward));
  return own.length > 0 ? own : active;
}

async function makeSlip(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, body, now } = request;
  const dossier = await requireDossier(request, desk);
  const points = await slipPoints(desk, dossier.agency_id);
  const typed = parseForm(slipForm, body).value?.point ?? "";
  const point = points.find(({ id }) => id === typed) ?? points[0];
  if (point === undefined) throw notFound();
  const link = await desk.database.transaction(async (tx) => {
    const expiresAt = new Date(now.getTime() + linkDays * dayMs);
    const target = { point: point.id, procedure: null, dossier: dossier.id };
    const made = await createLink(
      tx,
      { ...target, by: account.username, now, expiresAt },
      desk.linkKey,
    );
    const detail = `point ${point.id}, dossier ${dossier.id}`;
    const action = { action: "link.make", subject: `link ${made.id}`, detail };
    await recordAction(tx, account, action, now);
    return made;
  });
  const data = { id: link.id, code: `#${link.code}`, url: `${desk.publicUrl}/l/${link.code}` };
  return redirect(`/dossiers/${dossier.id}/slip?link=${link.id}`, { data });
}

async function showSlip(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const dossier = await requireDossier(request, desk);
  const id = parseForm(slipQuery, request.query).value?.link ?? null;
  const link = id === null ? null : await findLinkById(desk.database.db, id, desk.linkKey);
  const isOpen = link?.dossier === dossier.id && linkState(link, request.now) === "open";
  if (link === null || !isOpen) {
    return redirect(`/dossiers/${dossier.id}`, { message: "Phiếu này không dùng được nữa." });
  }
  const { catalog, publicUrl, contactPhone } = desk;
  const point = catalog().points.get(link.point);
  const { phones } = catalog();
  const number = point === undefined ? null : phones.ofPoint(point);
  const phone = number?.phone ?? contactPhone ?? phones.country?.phone ?? null;
  const words = wordingIn("vi").links;
  return page("dossier-slip", "Phiếu theo dõi hồ sơ", {
    dossier: {
      id: dossier.id,
      code: dossier.code,
      procedure: dossier.procedure_name,
      promisedAt: dossier.promised_at,
      agency: dossier.agency,
    },
    code: link.code,
    typed: `#${link.code}`,
    url: `${publicUrl}/l/${link.code}`,
    pointName: point?.name ?? link.point,
    phone: phone === null ? null : formatPhoneNumber(phone),
    steps: words.posterDossierSteps,
    once: words.oneTime(formatLastDay(link.expiresAt)),
    isOnlyHere: isOfThisMachine(new URL(publicUrl).origin),
  });
}

async function requireDossier({ params }: SignedInRequest, { database }: DeskContext) {
  const dossier = await selectDossier(database.db, Number(params["dossier"]));
  if (dossier === undefined) throw notFound();
  return dossier;
}

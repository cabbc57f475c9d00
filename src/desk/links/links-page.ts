import { findName } from "../../catalog/procedures/procedure.ts";
import { selectAgencyOfUsername, selectUsernamesOfAgency } from "../../db/queries/accounts.ts";
import { revokeChatLink } from "../../db/queries/links.ts";
import { type ChatLink, findLinkById, linkState, listLinks } from "../../links/chat-links.ts";
import { formatLastDay } from "../../wording/last-day.ts";
import { wordingIn } from "../../wording/wording.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import type { DeskContext, DeskRoute, Owner, SignedInRequest } from "../framework/route.ts";
import { page, redirect } from "../framework/view-result.ts";
import { everybody } from "../identity/roles.ts";
import { createNewLink, showLinkForm } from "./new-link-form.ts";

const maxListed = 100;

export const chatLinkRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/links",
    roles: everybody,
    purpose: "lists the chat links of one's own points, or that one's agency has made",
    handle: showLinks,
  },
  {
    method: "GET",
    path: "/links/new",
    roles: everybody,
    purpose: "shows the form of a new chat link",
    handle: (request, desk) => showLinkForm(request, desk),
  },
  {
    method: "POST",
    path: "/links",
    roles: everybody,
    purpose: "makes a chat link to a point of one's own, and to a dossier of one's own agency",
    handle: createNewLink,
  },
  {
    method: "GET",
    path: "/links/:link",
    roles: everybody,
    findOwner: findLinkOwner,
    purpose: "shows a chat link with its QR code, its sheet and its ready text",
    handle: showLink,
  },
  {
    method: "POST",
    path: "/links/:link/revoke",
    roles: everybody,
    findOwner: findLinkOwner,
    purpose: "ends a chat link",
    handle: async (request, desk) => {
      const link = await requireLink(request, desk);
      await desk.database.transaction(async (tx) => {
        if (!(await revokeChatLink(tx, link.id, request.now))) return;
        const action = { action: "link.revoke", subject: `link ${link.id}` };
        await recordAction(tx, request.account, action, request.now);
      });
      return redirect(`/links/${link.id}`, {
        message: "Đã thu hồi: đường dẫn này không mở được nữa.",
      });
    },
  },
];

const stateNames = {
  open: "đang dùng",
  expired: "hết hạn",
  revoked: "đã thu hồi",
  used: "đã dùng",
};

async function showLinks({ account, now }: SignedInRequest, desk: DeskContext) {
  const filter = {
    points: account.role === "staff" ? account.pointIds : null,
    madeBy:
      account.role === "official"
        ? await selectUsernamesOfAgency(desk.database.db, account.agencyId)
        : null,
    limit: maxListed,
  };
  const links = await listLinks(desk.database.db, filter, desk.linkKey);
  return page("links", "Đường dẫn và mã QR", {
    links: links.map((link) => describe(link, desk, now)),
    isCut: links.length === maxListed,
    isPublic: (await desk.reach()).isPublic,
  });
}

async function showLink(request: SignedInRequest, desk: DeskContext) {
  const link = await requireLink(request, desk);
  const view = describe(link, desk, request.now);
  const { zalo, messenger, isPublic } = await desk.reach();
  const { invitation, dossierInvitation, posterCode } = wordingIn("vi").links;
  const typed = zalo === null ? null : posterCode(view.typed, zalo.name);
  const text =
    link.dossier === null
      ? invitation(view.pointName, view.procedureName, view.url, typed)
      : dossierInvitation(view.pointName, view.url, formatLastDay(link.expiresAt));
  return page("link", `Đường dẫn ${view.typed}`, { link: view, text, isPublic, zalo, messenger });
}

/** Only the point's team and the agency that made the link may hand it out. */
async function findLinkOwner(
  { params }: SignedInRequest,
  desk: DeskContext,
): Promise<Owner | null> {
  const link = await findByPath(params["link"], desk);
  if (link === null) return null;
  const agencyId = await selectAgencyOfUsername(desk.database.db, link.madeBy);
  return { pointId: link.point, agencyId };
}

async function requireLink({ params }: SignedInRequest, desk: DeskContext): Promise<ChatLink> {
  const link = await findByPath(params["link"], desk);
  if (link === null) throw notFound();
  return link;
}

async function findByPath(typed: string | undefined, desk: DeskContext): Promise<ChatLink | null> {
  const id = Number(typed);
  if (!Number.isSafeInteger(id) || id <= 0) return null;
  return findLinkById(desk.database.db, id, desk.linkKey);
}

function describe(link: ChatLink, { catalog, publicUrl }: DeskContext, now: Date) {
  const current = catalog();
  const state = linkState(link, now);
  return {
    id: link.id,
    code: link.code,
    typed: `#${link.code}`,
    url: `${publicUrl}/l/${link.code}`,
    point: link.point,
    pointName: current.points.get(link.point)?.name ?? link.point,
    procedureName:
      link.procedure === null ? null : (findName(current, link.procedure) ?? link.procedure),
    isDossier: link.dossier !== null,
    madeBy: link.madeBy,
    madeAt: link.madeAt,
    expiresAt: link.expiresAt,
    state,
    stateName: stateNames[state],
  };
}

import { selectAgencyOfUsername, selectUsernamesOfAgency } from "../../db/queries/accounts.ts";
import { revokeChatLink } from "../../db/queries/links.ts";
import { type ChatLink, findLinkById, linkState, listLinks } from "../../links/chat-links.ts";
import { formatLastDay } from "../../wording/last-day.ts";
import { wordingIn } from "../../wording/wording.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { notFound } from "../framework/errors.ts";
import type { DeskRoute, Owner, SignedInRequest } from "../framework/route.ts";
import { page, redirect } from "../framework/view-result.ts";
import { everybody } from "../identity/roles.ts";
import { linkForm, makeNewLink } from "./new-link-form.ts";

const maxListed = 100;

export const chatLinkRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/links",
    roles: everybody,
    does: "lists the chat links of one's own points, or that one's agency has made",
    answer: list,
  },
  {
    method: "GET",
    path: "/links/new",
    roles: everybody,
    does: "shows the form of a new chat link",
    answer: (call, desk) => linkForm(call, desk),
  },
  {
    method: "POST",
    path: "/links",
    roles: everybody,
    does: "makes a chat link to a point of one's own, and to a dossier of one's own agency",
    answer: makeNewLink,
  },
  {
    method: "GET",
    path: "/links/:link",
    roles: everybody,
    ownerOf,
    does: "shows a chat link with its QR code, its sheet and its ready text",
    answer: show,
  },
  {
    method: "POST",
    path: "/links/:link/revoke",
    roles: everybody,
    ownerOf,
    does: "ends a chat link",
    answer: async (call, desk) => {
      const link = await requireLink(call, desk);
      await desk.database.transaction(async (tx) => {
        if (!(await revokeChatLink(tx, link.id, call.now))) return;
        const deed = { action: "link.revoke", subject: `link ${link.id}` };
        await recordAction(tx, call.account, deed, call.now);
      });
      return redirect(`/links/${link.id}`, {
        said: "Đã thu hồi: đường dẫn này không mở được nữa.",
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

async function list({ account, now }: SignedInRequest, desk: DeskContext) {
  const all = {
    points: account.role === "staff" ? account.pointIds : null,
    madeBy:
      account.role === "official"
        ? await selectUsernamesOfAgency(desk.database.db, account.agencyId)
        : null,
    limit: maxListed,
  };
  const links = await listLinks(desk.database.db, all, desk.linkKey);
  return page("links", "Đường dẫn chat", {
    links: links.map((link) => viewOf(link, desk, now)),
    isCut: links.length === maxListed,
  });
}

async function show(call: SignedInRequest, desk: DeskContext) {
  const link = await requireLink(call, desk);
  const view = viewOf(link, desk, call.now);
  const { invitation, dossierInvitation } = wordingIn("vi").links;
  const text =
    link.dossier === null
      ? invitation(view.pointName, view.procedureName, view.url, view.typed)
      : dossierInvitation(view.pointName, view.url, formatLastDay(link.expiresAt));
  return page("link", `Đường dẫn ${view.typed}`, { link: view, text });
}

/** The point's team and the agency that made it; nobody else may hand it out. */
async function ownerOf({ params }: SignedInRequest, desk: DeskContext): Promise<Owner | null> {
  const link = await linkOf(params["link"], desk);
  if (link === null) return null;
  const agencyId = await selectAgencyOfUsername(desk.database.db, link.madeBy);
  return { pointId: link.point, agencyId };
}

async function requireLink({ params }: SignedInRequest, desk: DeskContext): Promise<ChatLink> {
  const link = await linkOf(params["link"], desk);
  if (link === null) throw notFound();
  return link;
}

async function linkOf(typed: string | undefined, desk: DeskContext): Promise<ChatLink | null> {
  const id = Number(typed);
  if (!Number.isSafeInteger(id) || id <= 0) return null;
  return findLinkById(desk.database.db, id, desk.linkKey);
}

function viewOf(link: ChatLink, { catalog, publicUrl }: DeskContext, now: Date) {
  const { points, procedures } = catalog();
  const state = linkState(link, now);
  return {
    id: link.id,
    code: link.code,
    typed: `#${link.code}`,
    url: `${publicUrl}/l/${link.code}`,
    point: link.point,
    pointName: points.get(link.point)?.name ?? link.point,
    procedureName:
      link.procedure === null ? null : (procedures.get(link.procedure)?.name ?? link.procedure),
    isDossier: link.dossier !== null,
    madeBy: link.madeBy,
    madeAt: link.madeAt,
    expiresAt: link.expiresAt,
    state,
    stateName: stateNames[state],
  };
}

import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { WebEntry } from "./conversations.ts";
import type { WebDependencies } from "./dependencies.ts";
import { idleSecondsAfter, viewKiosk } from "./kiosk.ts";
import { prefersEnglish } from "./language-offer.ts";
import { type PageView, viewPage } from "./page-view.ts";
import { findPress, type PressView, parsePressed, viewPress } from "./press.ts";
import { previewEntries } from "./preview-entries.ts";
import { isForm, isFromElsewhere, isOnlyLooking, requireSameOrigin } from "./request-checks.ts";
import { resetTextSize, type TextSize, textSizeOf } from "./text-size.ts";
import {
  kioskStart,
  newVisitor,
  pageAddressOf,
  startAt,
  startInput,
  type Visitor,
} from "./visitor.ts";

const id = z
  .string()
  .regex(/^[a-z0-9-]{1,100}$/)
  .optional()
  .catch(undefined);
const querySchema = z.object({
  point: id,
  procedure: id,
  code: z
    .string()
    .regex(/^[A-Za-z0-9]{3,16}$/)
    .optional()
    .catch(undefined),
  kiosk: z.literal("1").optional().catch(undefined),
});
type Query = z.infer<typeof querySchema>;

/** How the templates of this page are filled in. */
export interface PageTemplates {
  readonly page: (view: PageView) => string;
  readonly press: (view: PressView) => string;
}

/**
 * Serves `GET /`, the page with the conversation so far. It stores nothing, because machines load pages too: it shows the
 * greeting, and the first message begins the conversation. `POST /web/open` does what a link may do only once a person has
 * pressed a button, and `POST /web/reset` erases the conversation.
 */
export function pageRoutes(
  app: FastifyInstance,
  dependencies: WebDependencies,
  templates: PageTemplates,
): void {
  const { assets, conversations, visitors } = dependencies;

  app.get("/", async (request, reply) => {
    const query = querySchema.parse(request.query);
    const frame = { assets, origin: dependencies.siteOrigin(request) };
    const known = visitors.read(request);
    const shown = known === null ? [] : (await conversations.read(known.id)).entries;
    if (isOnlyLooking(request)) {
      const looking = known ?? newVisitor(null);
      const preview = await previewEntries(dependencies, looking, request.ip);
      const kiosk = kioskOf(dependencies, looking, { entries: shown, siteOrigin: frame.origin });
      const content = { ...frame, stored: shown, preview, kiosk };
      const view = viewPage({ ...content, ...readerOf(request, "1") });
      return sendHtml(reply, templates.page(view));
    }
    const press = await findPress(request, { known, shown, query, links: dependencies.links });
    if (press !== null) return sendHtml(reply, templates.press(viewPress(press, shown, assets)));
    const kiosk = askedKiosk(request, known, query);
    const { visitor: found, lines } = await identifyVisitor(dependencies, { known, shown, kiosk });
    const visitor = withStart(found, query, lines.length > 0);
    const preview = await previewEntries(dependencies, visitor, request.ip);
    visitors.write(reply, visitor);
    const isNextPerson = kiosk !== null && found !== known;
    if (isNextPerson) resetTextSize(reply);
    const reader = readerOf(request, isNextPerson ? "1" : textSizeOf(request));
    const seen = { entries: lines, siteOrigin: frame.origin };
    const content = {
      ...frame,
      stored: lines,
      preview,
      kiosk: kioskOf(dependencies, visitor, seen),
    };
    return sendHtml(allowDictation(reply), templates.page(viewPage({ ...content, ...reader })));
  });

  app.post("/web/open", async (request, reply) => {
    requireSameOrigin(request, dependencies.publicOrigin);
    const opened = parsePressed(request.body);
    const known = visitors.read(request);
    const isLeft = known !== null && (opened.kiosk !== null || known.kiosk !== null);
    if (isLeft) await conversations.forget(known.id);
    const visitor = isLeft || known === null ? newVisitor(opened.kiosk) : known;
    await conversations.handle({
      visitor: visitor.id,
      messageId: randomUUID(),
      input: startInput(opened),
      said: null,
      address: request.ip,
    });
    visitors.write(reply, { ...visitor, start: null });
    return reply.redirect(pageAddressOf(visitor), 303);
  });

  app.post("/web/reset", async (request, reply) => {
    requireSameOrigin(request, dependencies.publicOrigin);
    const old = visitors.read(request);
    if (old !== null) await conversations.forget(old.id);
    const visitor = newVisitor(old?.kiosk ?? null);
    visitors.write(reply, visitor);
    resetTextSize(reply);
    return isForm(request) ? reply.redirect(pageAddressOf(visitor), 303) : reply.code(204).send();
  });
}

function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").header("cache-control", "no-store").send(html);
}

/** Only this page listens, and only while its button is pressed. */
function allowDictation(reply: FastifyReply): FastifyReply {
  return reply.header("permissions-policy", "geolocation=(self), camera=(), microphone=(self)");
}

/** What the page takes from the reader's browser. */
function readerOf(request: FastifyRequest, textSize: TextSize) {
  return { textSize, prefersEnglish: prefersEnglish(request) };
}

/** Returns the kiosk that the page is opened at; null for a page of the visitor's own. A link on another site ends no kiosk. */
function askedKiosk(request: FastifyRequest, known: Visitor | null, query: Query): string | null {
  if (query.kiosk !== undefined) return query.point ?? "";
  return isFromElsewhere(request) ? (known?.kiosk ?? null) : null;
}

interface ShownConversation {
  readonly known: Visitor | null;
  readonly shown: readonly WebEntry[];
  readonly kiosk: string | null;
}

/**
 * Returns the visitor and the conversation so far. At a kiosk that was left, or that became one, the former visitor's
 * conversation is erased and a new visitor begins: the next person must not read it.
 */
async function identifyVisitor(
  { conversations, now }: WebDependencies,
  { known, shown, kiosk }: ShownConversation,
): Promise<{ visitor: Visitor; lines: readonly WebEntry[] }> {
  if (known === null) return { visitor: newVisitor(kiosk), lines: [] };
  const idleMs = now().getTime() - (shown.at(-1)?.at.getTime() ?? 0);
  const hasConversation = shown.length > 0;
  const isAbandoned = kiosk !== null && hasConversation && idleMs > idleSecondsAfter(shown) * 1000;
  if (known.kiosk === kiosk && !isAbandoned) return { visitor: known, lines: shown };
  await conversations.forget(known.id);
  return { visitor: newVisitor(kiosk), lines: [] };
}

/** Returns the visitor with the start that the page shows, and with which their next message begins. */
function withStart(
  visitor: Visitor,
  { point, procedure, code }: Query,
  hasConversation: boolean,
): Visitor {
  const isLink = visitor.kiosk === null && (point ?? procedure ?? code) !== undefined;
  if (isLink) return startAt(visitor, { point, procedure, code });
  if (visitor.start !== null || hasConversation) return visitor;
  return startAt(visitor, kioskStart(visitor.kiosk));
}

function kioskOf(
  { pointName, lifeEvents, publicOrigin }: WebDependencies,
  { kiosk }: Visitor,
  seen: { readonly entries: readonly WebEntry[]; readonly siteOrigin: string },
): PageView["kiosk"] {
  if (kiosk === null) return null;
  return viewKiosk({
    ...seen,
    pointName: pointName(kiosk),
    lifeEvents: lifeEvents(),
    publicOrigin,
  });
}

import { dossierStatus, isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { DossierNotificationKind, DossierView } from "../../catalog/dossiers/dossier-view.ts";
import type { Language } from "../../catalog/language.ts";
import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import type { Procedure } from "../../catalog/procedure-schema.ts";
import type { PushMessage } from "../../channels/push.ts";
import { selectWardsOfDossier } from "../../db/queries/agencies.ts";
import type { ClaimedDeliveryRow } from "../../db/queries/deliveries.ts";
import { selectStep } from "../../db/queries/dossier-steps.ts";
import type { DbHandle } from "../../db/schema.ts";
import { contactChannel } from "../../db/tables/subscription-tables.ts";
import type { ChoiceOption } from "../../wording/message.ts";
import { encodeNotificationButton, type NotificationButton } from "../../wording/notification.ts";
import { joinParagraphs, quoteNote } from "../../wording/text.ts";
import { type Wording, wordingIn } from "../../wording/wording.ts";
import { readDossierView } from "../subscriptions/dossier-views.ts";
import type { RenderResult } from "./outbound-message.ts";

export interface RenderDependencies {
  /** Returns the unsubscribe link of a follower who has no chat. */
  readonly linkFor: (followerId: number) => string;
  /** Returns our record of a procedure by its national code, in the follower's language, or null if we have none. */
  readonly procedureOf: (
    code: string | null,
    language: Language,
  ) => Pick<Procedure, "id" | "name"> | null;
  /** Returns the number to call about an agency that serves these wards, by their codes. */
  readonly numberOf: (wards: readonly string[]) => NumberToCall | null;
}

/** A dossier as a notification tells it. */
export interface ToldDossier {
  readonly view: DossierView;
  readonly call: NumberToCall | null;
}

export type NotificationRenderer = (
  delivery: ClaimedDeliveryRow,
  now: Date,
) => Promise<RenderResult>;

export type RenderedNotification = Omit<PushMessage, "id">;

/** The part of a delivery that its text depends on. */
export type RenderedFor = Pick<
  ClaimedDeliveryRow,
  "kind" | "dossier_id" | "follower_id" | "channel" | "language"
>;

const minuteMs = 60_000;
/** The parameter with the way to stop: in words, or the unsubscribe link of a follower without a chat. */
const stopParameter = "ngung_nhan";

/**
 * Returns the function that renders one batch of notifications. Each event is loaded once, and rendered once for all of its
 * followers with a chat and the same language in the same minute: the clock changes the words by the minute at most.
 */
export function createNotificationRenderer(
  db: DbHandle,
  dependencies: RenderDependencies,
): NotificationRenderer {
  const dossiers = new Map<string, Promise<ToldDossier | null>>();
  const rendered = new Map<string, RenderedNotification>();

  const renderOnce = (
    event: string,
    dossier: ToldDossier,
    delivery: ClaimedDeliveryRow,
    now: Date,
  ) => {
    // Each contact has a link of its own.
    if (delivery.channel === contactChannel) {
      return renderNotification(dossier, delivery, now, dependencies);
    }
    const key = `${event} ${delivery.language} ${Math.floor(now.getTime() / minuteMs)}`;
    const message = rendered.get(key) ?? renderNotification(dossier, delivery, now, dependencies);
    rendered.set(key, message);
    return message;
  };

  return async (delivery, now) => {
    const event = `${delivery.dossier_id} ${delivery.kind} ${delivery.step_identity}`;
    const loading = dossiers.get(event) ?? loadDossier(db, delivery, dependencies);
    dossiers.set(event, loading);
    const dossier = await loading;
    if (dossier === null) return { type: "dropped", reason: "the dossier is gone", why: "gone" };
    if (delivery.has_stopped) {
      return { type: "dropped", reason: "stopped following", why: "stopped" };
    }
    const message = { ...renderOnce(event, dossier, delivery, now), id: `hd-${delivery.id}` };
    return { type: "message", message };
  };
}

/** Returns null if the dossier or the event's step is gone. */
async function loadDossier(
  db: DbHandle,
  delivery: ClaimedDeliveryRow,
  { numberOf }: RenderDependencies,
): Promise<ToldDossier | null> {
  const view = await loadView(db, delivery);
  if (view === null) return null;
  return { view, call: numberOf(await selectWardsOfDossier(db, delivery.dossier_id)) };
}

/** Loads the dossier as it was after the event's own step. Returns null if either is gone. */
async function loadView(
  db: DbHandle,
  { dossier_id, step_identity }: ClaimedDeliveryRow,
): Promise<DossierView | null> {
  const view = await readDossierView(db, dossier_id);
  if (view === null || step_identity === null) return view;
  const step = await selectStep(db, step_identity);
  if (step === undefined || !isDossierStatus(step.status)) return null;
  return { ...view, status: step.status, since: step.at, note: step.note };
}

/** Renders the notification of one event for one follower. */
export function renderNotification(
  { view, call }: ToldDossier,
  delivery: RenderedFor,
  now: Date,
  { linkFor, procedureOf }: RenderDependencies,
): RenderedNotification {
  const { kind, dossier_id, follower_id, channel } = delivery;
  const language: Language = delivery.language === "en" ? "en" : "vi";
  const wording = wordingIn(language);
  const { dossier } = wording;
  const isContact = channel === contactChannel;
  const stop = isContact ? dossier.stopLink(linkFor(follower_id)) : dossier.howToStop;
  const told = dossier.push(kind as DossierNotificationKind, view, now, "");
  const number = wording.numbers.lineFor([told.text], call);
  const ending = joinParagraphs(number, stop);
  const { subject, text, short } = dossier.push(kind as DossierNotificationKind, view, now, ending);
  const procedure = procedureOf(view.procedureCode, language);
  const hasButtons = kind === "status" && !isContact;
  return {
    subject,
    text,
    inChat: hasButtons ? createButtons(view, dossier_id, procedure, wording) : null,
    short: isContact ? `${short} ${linkFor(follower_id)}` : short,
    parameters: templateParameters(view, wording, { now, stop }),
    // Without a chat the follower needs the link in the message itself.
    ...(isContact && { requiredParameter: stopParameter }),
    language,
  };
}

/**
 * Creates what only a chat adds to a status: if papers are missing, buttons for the checklist and the nearest help point; after
 * the result was handed over, buttons for a rating from 1 to 5.
 */
function createButtons(
  { status }: DossierView,
  dossier: number,
  procedure: Pick<Procedure, "id" | "name"> | null,
  { dossier: wording }: Wording,
): Exclude<PushMessage["inChat"], undefined> {
  if (status === dossierStatus.resultHandedOver) {
    const taps = wording.scores.map((full, index) =>
      createButton({ type: "rate", dossier, score: index + 1 }, String(index + 1), full),
    );
    return { ask: wording.askRating, taps };
  }
  if (status !== dossierStatus.papersMissing) return null;
  const taps: ChoiceOption[] = [];
  if (procedure !== null) {
    const typed = wording.papersTyped(procedure.name);
    taps.push(createButton({ type: "papers", procedure: procedure.id }, wording.papers, typed));
  }
  const point = { type: "point", procedure: procedure?.id ?? "" } as const;
  taps.push(createButton(point, wording.point, wording.pointTyped));
  return { ask: "", taps };
}

/** The button has no number: what a resident types later answers the question that was asked in the chat. */
function createButton(button: NotificationButton, label: string, full: string): ChoiceOption {
  return { value: encodeNotificationButton(button), number: null, label, full };
}

/** Returns the possible parameters of an approved template, by name (docs/zalo-setup.md); "" for unknown values. */
function templateParameters(
  view: DossierView,
  { dossier }: Wording,
  { now, stop }: { readonly now: Date; readonly stop: string },
): Readonly<Record<string, string>> {
  const { code, procedureName, status, note, promisedAt, agency } = view;
  return {
    ma_ho_so: code,
    ten_thu_tuc: procedureName ?? "",
    trang_thai: status === null ? "" : dossier.statusName(status),
    ghi_chu: note === "" ? "" : quoteNote(note),
    ngay_hen: promisedAt === null ? "" : dossier.day(promisedAt, now),
    co_quan: agency ?? "",
    viec_can_lam: dossier.todo(view),
    [stopParameter]: stop,
  };
}

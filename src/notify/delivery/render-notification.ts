import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { DossierNotificationKind, DossierView } from "../../catalog/dossiers/dossier-view.ts";
import type { Language } from "../../catalog/language.ts";
import type { Procedure } from "../../catalog/schema.ts";
import type { PushMessage } from "../../channels/push.ts";
import type { DbHandle } from "../../db/schema.ts";
import { wordingIn } from "../../wording/wording.ts";
import { viewDossier } from "../subscriptions/dossier-views.ts";
import { newsTaps } from "./news-taps.ts";
import type { Composed } from "./outbound-message.ts";
import type { Claimed } from "./queue.ts";
import { stopParameter, templateParameters } from "./template-parameters.ts";

/** All that is told of an event in one language, to who has a chat; the clock moves its words by the minute at most. */
type Told = Omit<PushMessage, "id">;
const minuteMs = 60_000;

/** Says what an event tells; loaded once, and put into words once, for all of its followers in a batch. */
export function newsComposer(db: DbHandle, dependencies: MessageDependencies) {
  const loaded = new Map<string, Promise<DossierView | null>>();
  const told = new Map<string, Told>();

  const toldTo = (event: string, view: DossierView, claimed: Claimed, now: Date): Told => {
    const { follower } = claimed;
    // Each contact has a link of its own.
    if (follower.channel === "contact") return inWords(view, claimed, now, dependencies);
    const key = `${event} ${follower.language} ${Math.floor(now.getTime() / minuteMs)}`;
    const known = told.get(key) ?? inWords(view, claimed, now, dependencies);
    told.set(key, known);
    return known;
  };

  return async (claimed: Claimed, now: Date): Promise<Composed> => {
    const event = `${claimed.dossierId} ${claimed.kind} ${claimed.stepIdentity}`;
    const loading = loaded.get(event) ?? load(db, claimed);
    loaded.set(event, loading);
    const view = await loading;
    if (view === null) return { type: "dropped", reason: "the dossier is gone", why: "gone" };
    if (claimed.follower.hasStopped) {
      return { type: "dropped", reason: "stopped following", why: "stopped" };
    }
    const message = { ...toldTo(event, view, claimed, now), id: `hd-${claimed.id}` };
    return { type: "message", message };
  };
}

export interface MessageDependencies {
  /** Where a follower without a chat stops it. */
  readonly linkFor: (followerId: number) => string;
  /** Our record of a procedure by its national code, in the follower's language; null where we have none. */
  readonly procedureOf: (
    code: string | null,
    language: Language,
  ) => Pick<Procedure, "id" | "name"> | null;
}

/** An event in words, for one follower. */
function inWords(
  view: DossierView,
  { kind, dossierId, follower }: Claimed,
  now: Date,
  { linkFor, procedureOf }: MessageDependencies,
): Told {
  const language: Language = follower.language === "en" ? "en" : "vi";
  const wording = wordingIn(language);
  const { dossier } = wording;
  const isContact = follower.channel === "contact";
  const stop = isContact ? dossier.stopLink(linkFor(follower.id)) : dossier.howToStop;
  const { subject, text, short } = dossier.push(kind as DossierNotificationKind, view, now, stop);
  const procedure = procedureOf(view.procedureCode, language);
  const isNewStatus = kind === "status" && !isContact;
  const inChat = isNewStatus ? newsTaps(view, dossierId, procedure, wording) : null;
  return {
    subject,
    text,
    inChat,
    short: isContact ? `${short} ${linkFor(follower.id)}` : short,
    parameters: templateParameters(view, wording, { now, stop }),
    // Who has no chat to say it in must find the link in what they get.
    ...(isContact && { requiredParameter: stopParameter }),
    language,
  };
}

/** The dossier as the event's own step says; null where either is gone. */
async function load(
  db: DbHandle,
  { dossierId, stepIdentity }: Claimed,
): Promise<DossierView | null> {
  const view = await viewDossier(db, dossierId);
  if (view === null || stepIdentity === null) return view;
  const step = await db
    .selectFrom("dossier_step")
    .select(["status", "at", "note"])
    .where("identity", "=", stepIdentity)
    .executeTakeFirst();
  if (step === undefined || !isDossierStatus(step.status)) return null;
  return { ...view, status: step.status, since: step.at, note: step.note };
}

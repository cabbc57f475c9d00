import type { Resident } from "../../channels/resident.ts";
import type { Database } from "../../db/open.ts";
import { isFollower } from "../../db/queries/followers.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { ConsentPurpose, PortAnswer, PortRequest } from "../../flows/engine/ports.ts";
import type { AttemptCounter } from "../../security/attempt-counter.ts";
import { countSparingOwners } from "../../security/count-sparing-owners.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import {
  type Hearing,
  handOver,
  keepContact,
  leaveConversation,
  recordBotLine,
  recordResidentLine,
} from "../inbox/hear-resident.ts";
import { openTask } from "../tasks/open-task.ts";
import { listFollowedDossiers, readDossierView, readStatusHistory } from "./dossier-views.ts";
import { type Contacts, findDossier, openDossier } from "./find-dossier.ts";
import { answerConsent, follow, stopFollowing, withdrawConsent } from "./followers.ts";
import { saveRating } from "./ratings.ts";
import { hasProved, provedSince, verifyProof } from "./verify-proof.ts";

interface PortDependencies {
  readonly database: Database;
  readonly box: DossierBox;
  readonly attempts: AttemptCounter;
  /** What the inbox needs to hear residents. */
  readonly hearing: Hearing;
  /** A conversation of the inbox was changed. */
  readonly onInboxChange: () => void;
  readonly now: () => Date;
  /** Channels on which a resident can get messages without having asked. */
  readonly pushChannels: ReadonlySet<string>;
  /** By what else the service is configured to reach an applicant. */
  readonly contacts: Contacts;
  /** RETENTION_DAYS. */
  readonly keptDays: number;
  readonly erase: (resident: Resident) => Promise<void>;
  /** Makes the chat a test address of the official with this pairing code. Returns whether there is such a code. */
  readonly pair: (tx: Transaction, code: string, resident: Resident) => Promise<boolean>;
}

interface Caller {
  readonly resident: Resident;
  readonly eventId: string;
  /** The visitor's address; null on a platform. */
  readonly address: string | null;
}

/** Returns the function that answers the flows' port requests. It rejects if the database fails. */
export function createPortHandler(dependencies: PortDependencies) {
  const { attempts, database, now, keptDays, hearing } = dependencies;
  const { db } = database;

  const mayRead = async (dossier: number, resident: Resident): Promise<boolean> =>
    (await isFollower(db, dossier, resident)) || (await hasProved(db, dossier, resident, now()));

  const access = {
    ...dependencies,
    offer: (resident: Resident, contacts: Contacts) => ({
      purposes: purposesFor(resident, contacts, dependencies),
      keptDays,
    }),
  };

  /** Runs a write of the inbox, and tells who watches it. */
  const hear = async <Answer>(run: (tx: Transaction) => Promise<Answer>): Promise<Answer> => {
    const answer = await database.transaction(run);
    dependencies.onInboxChange();
    return answer;
  };

  return async (
    request: Exclude<PortRequest, { readonly port: "language.read" | "list.keep" }>,
    { resident, eventId, address }: Caller,
  ): Promise<PortAnswer> => {
    const event = { resident, eventId, now: now() };
    switch (request.port) {
      case "dossier.find": {
        const { code, isWhole } = request;
        const search = { resident, provedSince: provedSince(now()) };
        return findDossier(db, { code, isWhole }, search, access);
      }
      case "dossier.open": {
        const search = { resident, provedSince: provedSince(now()) };
        return openDossier(db, request.dossier, search, access);
      }
      case "dossier.verify": {
        const { target, digits } = request;
        return verifyProof(access, { target, digits, resident, address, eventId, now: now() });
      }
      case "dossier.view":
        if (!(await mayRead(request.dossier, resident))) return null;
        return readDossierView(db, request.dossier);
      case "dossier.way":
        if (!(await mayRead(request.dossier, resident))) return null;
        return readStatusHistory(db, request.dossier);
      case "dossier.follow": {
        if (!(await mayRead(request.dossier, resident))) return false;
        const { dossier, language } = request;
        const given = { purposes: ["chat"], language, resident, eventId, keptDays } as const;
        await database.transaction((tx) => follow(tx, { dossier, ...given, now: now() }));
        return true;
      }
      case "dossier.consent": {
        const answer = { ...request, resident, eventId, keptDays, now: now() };
        return database.transaction((tx) => answerConsent(tx, answer));
      }
      case "dossier.list":
        return listFollowedDossiers(db, resident);
      case "dossier.stop": {
        const stop = { dossier: request.dossier, resident, eventId, now: now() };
        return database.transaction((tx) => stopFollowing(tx, stop));
      }
      case "news.stop":
        return withdrawConsent(db, { resident, eventId, now: now() }, "news");
      case "desk.pair": {
        const { channel, account, user } = resident;
        const subjects = { resident: JSON.stringify([channel, account, user]), address };
        const attempt = await countSparingOwners(attempts, "pairing code", subjects, now());
        if (!attempt.isAllowed) return false;
        const { code } = request;
        const isPaired = await database.transaction((tx) => dependencies.pair(tx, code, resident));
        if (isPaired) await attempt.takeBack();
        return isPaired;
      }
      case "dossier.rate":
        return saveRating(db, { ...request, resident, now: now() });
      case "erase":
        await dependencies.erase(resident);
        return "erased";
      case "task.open": {
        // Whoever opens a page on the web may be anybody: nothing is handed out there.
        if (!dependencies.pushChannels.has(resident.channel)) return null;
        const dueAt = new Date(request.dueAt);
        const opening = { resident, kind: request.kind, dueAt, eventId, now: now() };
        return database.transaction((tx) => openTask(tx, opening));
      }
      case "task.person":
        return hear((tx) => handOver(tx, hearing, event, request));
      case "task.contact":
        return hear((tx) => keepContact(tx, hearing, event, request));
      case "task.line":
        return hear((tx) => recordResidentLine(tx, hearing, event, request.words));
      case "task.said":
        return hear((tx) => recordBotLine(tx, hearing, event, request.texts));
      case "task.leave":
        return hear((tx) => leaveConversation(tx, hearing, event, request.words));
    }
  };
}

function purposesFor(
  { channel }: Resident,
  { hasPhone, hasEmail }: Contacts,
  { pushChannels, contacts }: PortDependencies,
): ConsentPurpose[] {
  if (!pushChannels.has(channel)) return [];
  return [
    "chat",
    ...(hasPhone && contacts.hasPhone ? (["phone"] as const) : []),
    ...(hasEmail && contacts.hasEmail ? (["email"] as const) : []),
    "news",
  ];
}

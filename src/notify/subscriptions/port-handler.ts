import type { Resident } from "../../channels/resident.ts";
import type { Database } from "../../db/open.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { ConsentPurpose, PortAnswer, PortRequest } from "../../flows/engine/ports.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";
import { openTask } from "../tasks/open-task.ts";
import type { TaskBox } from "../tasks/task-box.ts";
import { takeConsentBack } from "./consents.ts";
import { followedBy, viewDossier, wayOfDossier } from "./dossier-views.ts";
import { type Contacts, findDossier, openDossier } from "./find-dossier.ts";
import { answerConsent, follow, isFollowing, stopFollowing } from "./followers.ts";
import { rate } from "./ratings.ts";
import { hasProven, verifyDigits } from "./verification.ts";

export interface PortDependencies {
  readonly database: Database;
  readonly box: DossierBox;
  readonly taskBox: TaskBox;
  readonly now: () => Date;
  /** Channels on which a resident can be told of changes without having asked, and a person of ours can answer. */
  readonly pushes: ReadonlySet<string>;
  /** What else is configured to reach an applicant by. */
  readonly contacts: Contacts;
  /** RETENTION_DAYS. */
  readonly keptDays: number;
  readonly erase: (resident: Resident) => Promise<void>;
  /** Whether the code was one of the desk's, for this chat to become an address of its person. */
  readonly pair: (tx: Transaction, code: string, resident: Resident) => Promise<boolean>;
}

export interface Caller {
  readonly resident: Resident;
  readonly eventId: string;
}

/** Fulfils the flows' ports. Rejects with what the database does. */
export function dossierPorts(dependencies: PortDependencies) {
  const { database, box, now, keptDays } = dependencies;
  const { db } = database;

  const mayRead = async (dossier: number, resident: Resident): Promise<boolean> =>
    (await isFollowing(db, dossier, resident)) || (await hasProven(db, dossier, resident, now()));

  const offerTo = (resident: Resident) => (contacts: Contacts) => ({
    purposes: purposesFor(resident, contacts, dependencies),
    keptDays,
  });

  return async (request: PortRequest, { resident, eventId }: Caller): Promise<PortAnswer> => {
    switch (request.port) {
      case "dossier.find":
        return findDossier(db, request.typed, resident, { box, offer: offerTo(resident) });
      case "dossier.open":
        return openDossier(db, request.dossier, resident, { box, offer: offerTo(resident) });
      case "dossier.verify": {
        const { dossier, digits } = request;
        return verifyDigits(database, box, { dossier, digits, resident, eventId, now: now() });
      }
      case "dossier.view":
        return (await mayRead(request.dossier, resident)) ? viewDossier(db, request.dossier) : null;
      case "dossier.way":
        return (await mayRead(request.dossier, resident))
          ? wayOfDossier(db, request.dossier)
          : null;
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
        return followedBy(db, resident);
      case "dossier.stop": {
        const stop = { dossier: request.dossier, resident, eventId, now: now() };
        return database.transaction((tx) => stopFollowing(tx, stop));
      }
      case "news.stop":
        return takeConsentBack(db, { resident, purpose: "news", eventId, now: now() });
      case "desk.pair": {
        const { code } = request;
        return database.transaction((tx) => dependencies.pair(tx, code, resident));
      }
      case "dossier.rate":
        return rate(db, { ...request, resident, now: now() });
      case "erase":
        await dependencies.erase(resident);
        return "erased";
      case "task.open": {
        // On the page nobody can write to a visitor.
        if (!dependencies.pushes.has(resident.channel)) return null;
        const dueAt = new Date(request.dueAt);
        const opening = { resident, task: request, dueAt, eventId, now: now() };
        return database.transaction((tx) => openTask(tx, dependencies.taskBox, opening));
      }
    }
  };
}

function purposesFor(
  { channel }: Resident,
  { hasPhone, hasEmail }: Contacts,
  { pushes, contacts }: PortDependencies,
): ConsentPurpose[] {
  if (!pushes.has(channel)) return [];
  return [
    "chat",
    ...(hasPhone && contacts.hasPhone ? (["phone"] as const) : []),
    ...(hasEmail && contacts.hasEmail ? (["email"] as const) : []),
    "news",
  ];
}

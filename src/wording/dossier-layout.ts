import { type DossierStatus, dossierStatus, isEnded } from "../catalog/dossiers/dossier-status.ts";
import type {
  DossierNotificationKind,
  DossierView,
  StatusHistoryEntry,
} from "../catalog/dossiers/dossier-view.ts";
import { daysBetween, toLocalDay } from "../catalog/local-time.ts";
import type { Progress } from "./message.ts";
import type { NotificationText } from "./notification.ts";
import { joinLines, joinParagraphs, quoteNote } from "./text.ts";

/** The words about a dossier in one language. */
interface DossierPhrases {
  readonly statusNames: Readonly<Record<DossierStatus, string>>;
  /** What has happened, in everyday words. */
  readonly happened: Readonly<Record<DossierStatus, string>>;
  /** What the resident does now; `place` is where the dossier was handed in. */
  readonly nextSteps: Readonly<Record<DossierStatus, (place: string) => string>>;
  /** The steps on a dossier's way, in a few words each. */
  readonly steps: Readonly<Record<StatusOnWay, string>>;
  readonly unknownPlace: string;
  readonly title: (code: string, procedure: string | null) => string;
  readonly note: (quote: string) => string;
  readonly unknownProgress: string;
  readonly unknownProgressInList: string;
  readonly since: (day: string) => string;

  readonly promisedDay: (day: string) => string;
  readonly unknownPromise: string;
  readonly promisedToday: (day: string) => string;
  readonly promisedIn: (day: string, daysLeft: number) => string;
  readonly overdue: (day: string, daysOverdue: number, place: string) => string;

  readonly notifications: NotificationPhrases;
  readonly formatDay: (day: string, now: Date) => string;
}

/** `name` is the status; null if it is not known. */
interface NotificationPhrases {
  readonly statusSubject: (code: string, name: string | null) => string;
  readonly statusShort: (code: string, name: string | null) => string;
  readonly today: string;
  readonly tomorrow: string;
  readonly reminderSubject: (code: string, day: string) => string;
  readonly reminder: (day: string, title: string) => string;
  readonly reminderAdvice: (place: string) => string;
  readonly reminderShort: (code: string, day: string) => string;
  readonly overdueSubject: (code: string) => string;
  readonly overdueShort: (code: string) => string;
}

/** Every dossier passes through these. What else may be the present step takes the place of one of them. */
const way = [
  dossierStatus.registeredOnline,
  dossierStatus.accepted,
  dossierStatus.inProcess,
  dossierStatus.decided,
] as const;

/** Which step of the way a status is. One that was refused, withdrawn or stopped has left it. */
const stepOf = {
  [dossierStatus.registeredOnline]: 0,
  [dossierStatus.accepted]: 1,
  [dossierStatus.inProcess]: 2,
  [dossierStatus.papersMissing]: 2,
  [dossierStatus.paymentDue]: 2,
  [dossierStatus.decided]: 3,
  [dossierStatus.resultHandedOver]: 3,
} as const satisfies Partial<Record<DossierStatus, number>>;

type StatusOnWay = keyof typeof stepOf;

function isOnWay(status: DossierStatus): status is StatusOnWay {
  return Object.hasOwn(stepOf, status);
}

/** Builds what the service says about one dossier in one language. */
export function createDossierTexts(phrases: DossierPhrases) {
  const { statusNames, happened, nextSteps, formatDay } = phrases;

  const day = (at: Date, now: Date) => formatDay(toLocalDay(at), now);
  const note = (text: string) => (text === "" ? "" : phrases.note(quoteNote(text)));
  const placeOf = ({ agency }: DossierView) => agency ?? phrases.unknownPlace;
  const titleOf = ({ code, procedureName }: DossierView) => phrases.title(code, procedureName);
  const todo = (view: DossierView) =>
    view.status === null ? "" : nextSteps[view.status](placeOf(view));

  const status = (view: DossierView, now: Date) => {
    const { status: code, since } = view;
    if (code === null) {
      return joinLines(
        `${titleOf(view)}: ${phrases.unknownProgress}`,
        describePromise(view, now, phrases),
      );
    }
    const from = since === null ? "" : `, ${phrases.since(day(since, now))}`;
    return joinParagraphs(
      joinLines(`${titleOf(view)}: ${statusNames[code]}${from}.`, happened[code], note(view.note)),
      describePromise(view, now, phrases),
      todo(view),
    );
  };

  /** One line of a list; short, because several dossiers stand under each other. */
  const line = (view: DossierView, now: Date) => {
    const { code, procedureName, status: state } = view;
    const name = procedureName === null ? code : `${code}, ${procedureName}`;
    const word = state === null ? phrases.unknownProgressInList : statusNames[state];
    return joinLines(`• ${name}: ${word}.`, describePromise(view, now, phrases));
  };

  /** Undefined if it is not known how far the dossier is, or if it has been refused, withdrawn or stopped. */
  const progress = ({ status: code }: DossierView): Progress | undefined => {
    if (code === null || !isOnWay(code)) return undefined;
    const current = stepOf[code];
    return {
      steps: way.map((step, index) => phrases.steps[index === current ? code : step]),
      current,
    };
  };

  const station = ({ status: code, at, note: text }: StatusHistoryEntry, now: Date) =>
    joinLines(`• ${day(at, now)}: ${statusNames[code]}.`, note(text));

  const statusNotification = (view: DossierView, now: Date, stop: string): NotificationText => {
    const { statusSubject, statusShort } = phrases.notifications;
    const name = view.status === null ? null : statusNames[view.status];
    const isOver = view.status === dossierStatus.resultHandedOver;
    return {
      subject: statusSubject(view.code, name),
      text: joinParagraphs(status(view, now), isOver ? "" : stop),
      short: statusShort(view.code, name),
    };
  };

  const reminder = (promisedDay: string, view: DossierView, now: Date, stop: string) => {
    const texts = phrases.notifications;
    return {
      subject: texts.reminderSubject(view.code, promisedDay),
      text: joinParagraphs(
        texts.reminder(promisedDay, titleOf(view)),
        describePromise(view, now, phrases),
        note(view.note),
        texts.reminderAdvice(placeOf(view)),
        stop,
      ),
      short: texts.reminderShort(view.code, promisedDay),
    };
  };

  const overdueNotification = (view: DossierView, now: Date, stop: string): NotificationText => ({
    subject: phrases.notifications.overdueSubject(view.code),
    text: joinParagraphs(
      `${titleOf(view)}.`,
      describePromise(view, now, phrases),
      note(view.note),
      stop,
    ),
    short: phrases.notifications.overdueShort(view.code),
  });

  const notify = (
    kind: DossierNotificationKind,
    view: DossierView,
    now: Date,
    stop: string,
  ): NotificationText => {
    switch (kind) {
      case "status":
        return statusNotification(view, now, stop);
      case "promise-tomorrow":
        return reminder(phrases.notifications.tomorrow, view, now, stop);
      case "promise-today":
        return reminder(phrases.notifications.today, view, now, stop);
      case "overdue":
        return overdueNotification(view, now, stop);
    }
  };

  /** An SMS too quotes the officer's note word for word, though its diacritics then cost more parts. */
  const push = (kind: DossierNotificationKind, view: DossierView, now: Date, stop: string) => {
    const notification = notify(kind, view, now, stop);
    return { ...notification, short: joinLines(notification.short, note(view.note)) };
  };

  const statusName = (code: DossierStatus) => statusNames[code];

  return { statusNames, status, progress, line, note, station, push, statusName, todo, day };
}

/** The promised day, and how far away it is; "" once nothing is to come. A result that is ready may be fetched from then on. */
function describePromise(view: DossierView, now: Date, phrases: DossierPhrases): string {
  const { promisedAt, status, agency } = view;
  const day = promisedAt === null ? "" : phrases.formatDay(toLocalDay(promisedAt), now);
  if (status === dossierStatus.decided && promisedAt !== null) return phrases.promisedDay(day);
  if (status !== null && isEnded(status)) return "";
  if (promisedAt === null) return phrases.unknownPromise;
  const daysLeft = daysBetween(toLocalDay(now), toLocalDay(promisedAt));
  if (daysLeft === 0) return phrases.promisedToday(day);
  if (daysLeft > 0) return phrases.promisedIn(day, daysLeft);
  return phrases.overdue(day, -daysLeft, agency ?? phrases.unknownPlace);
}

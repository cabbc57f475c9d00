import type { Calendar } from "../catalog/calendar.ts";
import type { TaskKind } from "../catalog/dossier-view.ts";
import { addDays, instant, localDay } from "../catalog/local-time.ts";
import { ask, type Flow } from "./flow.ts";

/** Decree 356/2025/NĐ-CP: a demand about personal data is answered within 2 working days. */
const workingDaysToAnswer = 2;
/** Offices close at five. */
const endOfWork = 17 * 60;
/** Tết closes offices for some ten days at most. */
const maxDaysAhead = 30;

/** "Ngừng thông báo": at once, for everything that is followed. */
export const stopNoticesFlow: Flow = {
  id: "stop-notices",
  version: "1",
  title: () => null,
  next: (_answers, { wording }) =>
    ask<"dossier.stop">({ port: "dossier.stop", dossier: null }, (count) => ({
      kind: "finish",
      outcome: "notices-stopped",
      texts: [wording.dossier.stopped(count)],
    })),
};

/** "Xóa dữ liệu của tôi": at once, and confirmed. */
export const eraseDataFlow: Flow = {
  id: "erase-data",
  version: "1",
  title: () => null,
  next: (_answers, { wording }) =>
    ask<"erase">({ port: "erase" }, () => ({
      kind: "finish",
      outcome: "erased",
      texts: [wording.dossier.erased],
      erases: true,
    })),
};

/** What only a person can answer, left to one with the day by which the law wants an answer. Begun with `@kind`. */
export const dataRequestFlow: Flow = {
  id: "data-request",
  version: "1",
  title: () => null,
  next(answers, { wording, now, catalog }) {
    const kind = kindOf(answers.get("@kind"));
    const due = dayOfAnswer(now, catalog.calendar);
    const dueAt = instant(due, endOfWork).toISOString();
    return ask<"task.open">({ port: "task.open", kind, dueAt }, () => ({
      kind: "finish",
      outcome: kind,
      texts: [wording.dossier.taskOpened(kind, due, now)],
    }));
  },
};

/** The second working day after today. */
export function dayOfAnswer(now: Date, calendar: Calendar): string {
  let day = localDay(now);
  for (
    let ahead = 1, worked = 0;
    ahead <= maxDaysAhead && worked < workingDaysToAnswer;
    ahead += 1
  ) {
    day = addDays(localDay(now), ahead);
    const { weekday, closed } = calendar.day(day);
    if (closed === null && weekday <= 5) worked += 1;
  }
  return day;
}

function kindOf(kind: string | undefined): TaskKind {
  return kind === "data-correction" || kind === "data-complaint" ? kind : "data-copy";
}

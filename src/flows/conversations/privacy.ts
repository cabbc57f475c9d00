import type { DataSubjectRequest } from "../../catalog/dossiers/dossier-view.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { askPort, type PassingFlow } from "../engine/flow.ts";
import { dueTime, findContact } from "./handoff.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    "stop-notices": true;
    "stop-news": true;
    "erase-data": true;
    "data-request": true;
    "pair-chat": true;
  }
}

/** "Ngừng thông báo": stops at once, for every dossier that is followed. */
export const stopNotificationsFlow: PassingFlow<"stop-notices"> = {
  id: "stop-notices",
  kind: "transient",
  version: "1",
  next: (_answers, { wording }) =>
    askPort<"dossier.stop">({ port: "dossier.stop", dossier: null }, (count) => ({
      kind: "finish",
      outcome: "notices-stopped",
      texts: [wording.dossier.stopped(count)],
    })),
};

/** "Ngừng tin chung": notifications about followed dossiers go on. */
export const stopGeneralNewsFlow: PassingFlow<"stop-news"> = {
  id: "stop-news",
  kind: "transient",
  version: "1",
  next: (_answers, { wording }) =>
    askPort<"news.stop">({ port: "news.stop" }, (hadConsent) => ({
      kind: "finish",
      outcome: "news-stopped",
      texts: [wording.broadcast.stopped(hadConsent)],
    })),
};

/** "Xóa dữ liệu của tôi": erases at once, and confirms it. */
export const eraseDataFlow: PassingFlow<"erase-data"> = {
  id: "erase-data",
  kind: "transient",
  version: "1",
  next: (_answers, { wording }) =>
    askPort<"erase">({ port: "erase" }, () => ({
      kind: "finish",
      outcome: "erased",
      texts: [wording.dossier.erased],
      erases: true,
    })),
};

const dataRequests: readonly DataSubjectRequest[] = [
  "data-copy",
  "data-correction",
  "data-restriction",
  "data-objection",
  "data-complaint",
];

/** A request about personal data that only a person can answer, by the day that the law sets. Given `@kind`. */
export const dataRequestFlow: PassingFlow<"data-request"> = {
  id: "data-request",
  kind: "transient",
  version: "1",
  next(answers, context) {
    const { wording, now, catalog } = context;
    const kind = dataRequests.find((request) => request === answers.get("@kind")) ?? "data-copy";
    const dueAt = dueTime(now, catalog.calendar).toISOString();
    return askPort<"task.open">({ port: "task.open", kind, dueAt }, (due) =>
      due === null
        ? {
            kind: "finish",
            outcome: "nobody-answers",
            texts: [wording.dossier.nobodyAnswers, findContact(context) ?? wording.handoff.noPhone],
          }
        : {
            kind: "finish",
            outcome: kind,
            texts: [wording.dossier.taskOpened(kind, toLocalDay(due), now)],
          },
    );
  },
};

/** "Mã thử 12345678": an official makes their own chat a recipient of the desk's test messages. Given `@code`. */
export const pairChatFlow: PassingFlow<"pair-chat"> = {
  id: "pair-chat",
  kind: "transient",
  version: "1",
  next: (answers, { wording }) =>
    askPort<"desk.pair">({ port: "desk.pair", code: answers.get("@code") ?? "" }, (isPaired) => ({
      kind: "finish",
      outcome: isPaired ? "chat-paired" : "chat-not-paired",
      texts: [isPaired ? wording.broadcast.paired : wording.broadcast.notPaired],
    })),
};

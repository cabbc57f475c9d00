import type { DataSubjectRequest } from "../../catalog/dossiers/dossier-view.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { ask, type Flow } from "../engine/flow.ts";
import { answerBy } from "./answer-by.ts";
import { personFor } from "./handoff.ts";

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

const demands: readonly DataSubjectRequest[] = [
  "data-copy",
  "data-correction",
  "data-restriction",
  "data-objection",
  "data-complaint",
];

/** What only a person can answer, left to one with the day by which the law wants an answer. Begun with `@kind`. */
export const dataRequestFlow: Flow = {
  id: "data-request",
  version: "1",
  title: () => null,
  next(answers, scene) {
    const { wording, now, catalog } = scene;
    const kind = demands.find((demand) => demand === answers.get("@kind")) ?? "data-copy";
    const dueAt = answerBy(now, catalog.calendar).toISOString();
    return ask<"task.open">({ port: "task.open", kind, dueAt }, (due) =>
      due === null
        ? {
            kind: "finish",
            outcome: "nobody-answers",
            texts: [wording.dossier.nobodyAnswers, personFor(scene) ?? wording.handoff.noPhone],
          }
        : {
            kind: "finish",
            outcome: kind,
            texts: [wording.dossier.taskOpened(kind, toLocalDay(due), now)],
          },
    );
  },
};

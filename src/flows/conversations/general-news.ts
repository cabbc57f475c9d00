import { ask, type Flow } from "../engine/flow.ts";

/** "Ngừng tin chung": news of followed dossiers goes on. */
export const stopNewsFlow: Flow = {
  id: "stop-news",
  version: "1",
  title: () => null,
  next: (_answers, { wording }) =>
    ask<"news.stop">({ port: "news.stop" }, (hadConsent) => ({
      kind: "finish",
      outcome: "news-stopped",
      texts: [wording.broadcast.stopped(hadConsent)],
    })),
};

/** "Mã thử 12345678", by an official in their own chat: trials of what the desk sends come here. Begun with `@code`. */
export const pairChatFlow: Flow = {
  id: "pair-chat",
  version: "1",
  title: () => null,
  next: (answers, { wording }) =>
    ask<"desk.pair">({ port: "desk.pair", code: answers.get("@code") ?? "" }, (isPaired) => ({
      kind: "finish",
      outcome: isPaired ? "chat-paired" : "chat-not-paired",
      texts: [isPaired ? wording.broadcast.paired : wording.broadcast.notPaired],
    })),
};

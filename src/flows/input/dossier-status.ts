import type { ConversationSession } from "../engine/session.ts";

/** What has become of a dossier. `code` is as the resident typed it, perhaps only its tail; null where none was said. */
export function answerDossierStatus(talk: ConversationSession, code: string | null): void {
  talk.begin({ flow: "dossier", answers: code === null ? [] : [["@code", code]] });
}

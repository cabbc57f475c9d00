import type { Talk } from "../engine/session.ts";

/** What has become of a dossier. `code` is as the resident typed it, perhaps only its tail; null where none was said. */
export function answerDossierStatus(talk: Talk, code: string | null): void {
  talk.begin({ flow: "dossier", answers: code === null ? [] : [["@code", code]] });
}

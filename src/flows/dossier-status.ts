import type { Talk } from "./talk.ts";

/**
 * What has become of a dossier. `code` is as the resident typed it, perhaps only its tail; null where none was said.
 * Dossiers are not kept here yet, so it tells where they can be seen.
 */
export function answerDossierStatus(talk: Talk, code: string | null): void {
  const { asked, menu } = talk.wording;
  talk.say(...(code === null ? [] : [asked.dossierCode(code)]), menu.dossierAnswer);
  talk.note("dossier-status");
  talk.repeat();
}

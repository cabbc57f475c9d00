import { parseWeeklyHours } from "../../../catalog/hours/weekly-hours.ts";
import { type Language, wordingIn } from "../../../wording/wording.ts";

/** A chat link as its pages need it. */
export interface ShownLink {
  readonly id: number;
  /** As residents type it, without the mark. */
  readonly code: string;
  readonly state: "open" | "expired" | "revoked" | "used";
  readonly point: { readonly name: string; readonly address: string | null };
  /** In OpenStreetMap's syntax; null where they are not known. */
  readonly openingHours: string | null;
  /** In the language that was asked for. */
  readonly procedureName: string | null;
  readonly isDossier: boolean;
  readonly expiresAt: Date | null;
}

/** What the pages of links need of the rest. */
export interface LinkSource {
  /** null where no link has that code, or its point is no more. */
  find(code: string, language: Language): Promise<ShownLink | null>;
  /** Somebody opened it. */
  opened(id: number): Promise<void>;
}

/** Where residents can go on; null for a channel that is off. */
export interface LinkChannels {
  readonly zaloOaId: string | null;
  readonly zaloMiniAppId: string | null;
  readonly messengerPageId: string | null;
  readonly contactPhone: string | null;
}

/** The chats that a link opens, each at its place. */
export function waysFrom(code: string, { zaloOaId, zaloMiniAppId, messengerPageId }: LinkChannels) {
  return {
    zalo: zaloOaId === null ? null : zaloUrl(code, zaloOaId, zaloMiniAppId),
    isMiniApp: zaloMiniAppId !== null,
    messenger: messengerPageId === null ? null : `https://m.me/${messengerPageId}?ref=${code}`,
    web: `/?code=${code}`,
  };
}

/** Only the Mini App gets the code with the link; the account itself is told by typing. */
function zaloUrl(code: string, oaId: string, miniAppId: string | null): string {
  return miniAppId === null
    ? `https://zalo.me/${oaId}`
    : `https://zalo.me/s/${miniAppId}/?code=${code}`;
}

export function hoursLines(openingHours: string | null, language: Language): readonly string[] {
  if (openingHours === null) return [];
  return wordingIn(language).links.week(parseWeeklyHours(openingHours));
}

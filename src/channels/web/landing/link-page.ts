import { parseWeeklyHours } from "../../../catalog/hours/weekly-hours.ts";
import { type Language, wordingIn } from "../../../wording/wording.ts";

/** A chat link, as its pages show it. */
export interface ShownLink {
  readonly id: number;
  /** As residents type it, without the leading mark. */
  readonly code: string;
  readonly state: "open" | "expired" | "revoked" | "used";
  readonly point: {
    readonly name: string;
    readonly address: string | null;
    /** Its own number, as it is stored. */
    readonly phone: string | null;
  };
  /** In OpenStreetMap's syntax; null if they are not known. */
  readonly openingHours: string | null;
  /** The name that people say, in the requested language. */
  readonly procedureName: string | null;
  /** As the record has it; null if that is the same name. */
  readonly officialName: string | null;
  readonly isDossier: boolean;
  readonly expiresAt: Date | null;
}

/** Too many wrong codes came from this address. */
interface RefusedLookup {
  readonly state: "refused";
  readonly retryAfterMs: number;
}

interface LinkReader {
  readonly language: Language;
  readonly address: string;
}

/** What the pages of chat links need of the rest of the service. */
export interface LinkSource {
  /** Returns null if no link has that code, or if its help point no longer exists. */
  find(code: string, reader: LinkReader): Promise<ShownLink | RefusedLookup | null>;
  /** Counts that somebody opened the link. */
  opened(id: number): Promise<void>;
}

/** The channels in which residents can continue; null for a channel that is off. */
export interface LinkChannels {
  readonly zaloOaId: string | null;
  readonly zaloMiniAppId: string | null;
  readonly messengerPageId: string | null;
  /** What the platforms call these accounts; null while that is not known. */
  readonly zaloName: string | null;
  readonly messengerName: string | null;
  readonly contactPhone: string | null;
  /** Whether links open on other machines. If not, nothing of them is printed. */
  readonly isPublic: boolean;
}

/** Returns the addresses of the chats that a link opens, each at the place that the link names. */
export function chatAddresses(
  code: string,
  { zaloOaId, zaloMiniAppId, messengerPageId, zaloName, messengerName }: LinkChannels,
) {
  return {
    zaloName,
    messengerName,
    zalo: zaloOaId === null ? null : zaloUrl(code, zaloOaId, zaloMiniAppId),
    isMiniApp: zaloMiniAppId !== null,
    messenger: messengerPageId === null ? null : `https://m.me/${messengerPageId}?ref=${code}`,
    web: `/?code=${code}`,
  };
}

/** A platform's account on a sheet: its name, its address, and a QR code that opens it. */
export interface SheetAccount {
  readonly platform: "zalo" | "messenger";
  readonly name: string | null;
  readonly address: string;
  readonly url: string;
}

/** Returns the accounts that are on, for a sheet; a Messenger code carries the link. */
export function sheetAccounts(
  code: string,
  { zaloOaId, zaloName, messengerPageId, messengerName }: LinkChannels,
): SheetAccount[] {
  const accounts: SheetAccount[] = [];
  if (zaloOaId !== null) {
    const address = `zalo.me/${zaloOaId}`;
    accounts.push({ platform: "zalo", name: zaloName, address, url: `https://${address}` });
  }
  if (messengerPageId !== null) {
    const address = `m.me/${messengerPageId}`;
    const url = `https://${address}?ref=${code}`;
    accounts.push({ platform: "messenger", name: messengerName, address, url });
  }
  return accounts;
}

/** Only the Mini App receives the code with its address; in the account's own chat the resident types it. */
function zaloUrl(code: string, oaId: string, miniAppId: string | null): string {
  return miniAppId === null
    ? `https://zalo.me/${oaId}`
    : `https://zalo.me/s/${miniAppId}/?code=${code}`;
}

export function hoursLines(openingHours: string | null, language: Language): readonly string[] {
  if (openingHours === null) return [];
  return wordingIn(language).links.week(parseWeeklyHours(openingHours));
}

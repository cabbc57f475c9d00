import { foldedWords } from "../catalog/text/fold.ts";
import type { Resident } from "../channels/resident.ts";
import { withTimeout } from "../concurrency/with-timeout.ts";
import type { StartInput } from "../flows/engine/input.ts";

/**
 * Resolves links and codes. Anybody can make one up, so it may open something, but never permit anything. Rejects with
 * LinksUnavailableError if no answer comes in time, and with what the look-up rejects with.
 */
export interface Referrals {
  /** Resolves the `ref` of a link. The address is null on a platform. */
  byRef(ref: string, resident: Resident, address: string | null): Promise<StartInput>;
  /** Resolves a message that consists of a code. Resolves with null for any other message. */
  byText(text: string, resident: Resident, address: string | null): Promise<StartInput | null>;
}

/** Resolves with where the link of a code leads this resident, or with null if there is no such link. */
export type OpenLink = (
  code: string,
  resident: Resident,
  address: string | null,
) => Promise<StartInput | null>;

const defaultTimeoutMs = 800;

/** The links are not looked up in time. The same event may succeed later. */
class LinksUnavailableError extends Error {
  readonly code = "PORT_UNAVAILABLE";
  readonly statusCode = 503;

  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
    this.name = "LinksUnavailableError";
  }
}

/** Creates the resolver. `timeoutMs` limits each look-up of a link. */
export function createReferrals(openLink: OpenLink, timeoutMs = defaultTimeoutMs): Referrals {
  const createTimeoutError = () => new LinksUnavailableError(timeoutMs);
  const open: OpenLink = (...asked) =>
    withTimeout(openLink(...asked), timeoutMs, createTimeoutError);
  return {
    byRef: async (ref, ...sender) =>
      parsePlace(ref.trim()) ??
      (await open(ref.trim(), ...sender)) ?? { type: "start", lost: true },
    byText: async (text, ...sender) => {
      const typed = parseTypedCode(text);
      if (typed === null) return null;
      const arrival = await open(typed.code, ...sender);
      // A word without the mark that is no code may be anything else that a resident says.
      return arrival ?? (typed.isMarked ? { type: "start", lost: true } : null);
    },
  };
}

/** Messenger's links allow no colon in a ref (docs/platforms/messenger.md, "Links into a chat"). */
const placePattern = /^(point|procedure)[:=_]([a-z0-9-]{1,100})$/;

/** Parses a ref that names a place of the catalogue itself: `point:<id>`, `procedure:<id>`. */
function parsePlace(ref: string): StartInput | null {
  const [, kind, id = ""] = placePattern.exec(ref) ?? [];
  if (kind === "point") return { type: "start", point: id };
  if (kind === "procedure") return { type: "start", procedure: id };
  return null;
}

/** A code, its mark and a courtesy need no more. */
const maxCodeMessageLength = 60;
/** Words around a code that are none of it, folded: "Dạ mã của tôi là #PX12 ạ". */
const aroundCode: ReadonlySet<string> = new Set(
  (
    "ma so code link la nay day cua toi em con chau minh bac co chu anh chi a da vang thua nhe nha oi nhap gui xin chao " +
    "my the is it"
  ).split(" "),
);
/** With at least one digit: `#khaisinh` is a word. */
const markedCode = /^(?=[a-z]*\d)[a-z0-9]{3,16}$/;
/** People leave out the mark. Every code of ours begins with two letters. */
const bareCode = /^[a-z]{2}\d[a-z0-9]{1,13}$/;

/**
 * Parses a message that consists of a code, such as `#PX12`, in any spelling: "Mã: px12 ạ", full-width, with blanks or
 * marks that nobody sees. Codes are printed beside QR codes, for platforms that drop the link.
 */
export function parseTypedCode(text: string): { code: string; isMarked: boolean } | null {
  // A stroke is in the payloads of our buttons, which platforms may send as text.
  if (text.length > maxCodeMessageLength || !/\p{N}/u.test(text) || text.includes("|")) return null;
  const [before = "", ...marked] = text.normalize("NFKC").split(/[#♯]/);
  const isMarked = marked.length > 0;
  if (isMarked && !isOnlyAround(before)) return null;
  const words = foldedWords(isMarked ? marked.join(" ") : before);
  const code = words.filter((word) => !aroundCode.has(word)).join("");
  if (!(isMarked ? markedCode : bareCode).test(code)) return null;
  return { code: code.toUpperCase(), isMarked };
}

function isOnlyAround(text: string): boolean {
  return foldedWords(text).every((word) => aroundCode.has(word));
}

import type { Resident } from "../channels/resident.ts";
import type { StartInput } from "../flows/engine/input.ts";
import { within } from "./deadline.ts";

/** Where a link or a code leads. It is anybody's to make up: it may open, never allow. Rejects with LinksUnavailableError. */
export interface Referrals {
  /** By what a link carried as `ref`. */
  byRef(ref: string, resident: Resident): Promise<StartInput>;
  /** By a typed code that the whole message is; null where the message is no code. */
  byText(text: string, resident: Resident): Promise<StartInput | null>;
}

/** Where the link of a code leads that resident; null where there is none. */
export type OpenLink = (code: string, resident: Resident) => Promise<StartInput | null>;

/** Any one call to a port (design, "One turn" 4). */
const openTimeoutMs = 800;

/** The links can't be looked up now: the same event, later, may succeed. */
export class LinksUnavailableError extends Error {
  readonly code = "PORT_UNAVAILABLE";
  readonly statusCode = 503;

  constructor(cause: unknown) {
    super("chat links cannot be looked up", { cause });
    this.name = "LinksUnavailableError";
  }
}

export function createReferrals(openLink: OpenLink): Referrals {
  const open: OpenLink = async (code, resident) => {
    try {
      return await within(openLink(code, resident), openTimeoutMs);
    } catch (error) {
      throw new LinksUnavailableError(error);
    }
  };
  return {
    byRef: async (ref, resident) =>
      placeIn(ref.trim()) ?? (await open(ref.trim(), resident)) ?? { type: "start", lost: true },
    byText: async (text, resident) => {
      const typed = typedCode(text);
      if (typed === null) return null;
      const arrival = await open(typed.code, resident);
      // Without its mark it may be anything else that a resident says.
      return arrival ?? (typed.isMarked ? { type: "start", lost: true } : null);
    },
  };
}

/** Messenger's links allow no colon in a ref. */
const placeForm = /^(point|procedure)[:=_]([a-z0-9-]{1,100})$/;

/** Places of the catalogue named outright: `point:<id>`, `procedure:<id>`. */
function placeIn(ref: string): StartInput | null {
  const [, kind, id = ""] = placeForm.exec(ref) ?? [];
  if (kind === "point") return { type: "start", point: id };
  if (kind === "procedure") return { type: "start", procedure: id };
  return null;
}

/** With a digit at least: `#khaisinh` is a word. */
const markedForm = /^#\s?((?=[a-z]*\d)[a-z0-9]{3,16})$/i;
/** As people leave the mark out: two letters first, as every code of ours has. */
const bareForm = /^(?:mã\s+)?([a-z]{2}\d[a-z0-9]{1,13})$/iu;

/** The code that the whole message is, as printed beside a QR code for where the platform drops the link: `#PX12`. */
export function typedCode(text: string): { code: string; isMarked: boolean } | null {
  const marked = markedForm.exec(text.trim())?.[1];
  const code = marked ?? bareForm.exec(text.trim())?.[1];
  return code === undefined ? null : { code: code.toUpperCase(), isMarked: marked !== undefined };
}

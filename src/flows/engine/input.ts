/** What happened in a conversation, independent of the platform. */
export type ConversationInput =
  /** `lost`: the link or code leads nowhere, somebody else has used it already, or too many wrong ones came before it. */
  | {
      readonly type: "start";
      readonly point?: string;
      readonly procedure?: string;
      /** A dossier to follow, once the resident has proved that it is theirs. */
      readonly dossier?: number;
      readonly lost?: true | "used" | "refused";
    }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "choice"; readonly question: string; readonly value: string }
  | { readonly type: "location"; readonly lat: number; readonly lon: number }
  | { readonly type: "media"; readonly kind: string }
  /** A member of staff wrote instead of the service, at that time. */
  | { readonly type: "human-replied"; readonly at: Date }
  /** A colleague at the desk did something in the resident's conversation. */
  | { readonly type: "colleague"; readonly name: string; readonly deed: ColleagueDeed }
  /** The resident wrote something that no turn can be run for. `text` is there if the channel shows their line again. */
  | { readonly type: "failed"; readonly text?: string };

/** What the resident did. */
export type ResidentInput = Exclude<
  ConversationInput,
  { type: "human-replied" | "colleague" | "failed" }
>;
/** What a colleague did: said or sent something, or changed who answers. */
export type ColleagueDeed =
  | { readonly kind: "say"; readonly words: string }
  | { readonly kind: "checklist"; readonly procedure: string }
  | { readonly kind: "point"; readonly point: string }
  | { readonly kind: "link"; readonly title: string; readonly url: string }
  | { readonly kind: "take" }
  /** It waits for a team. `promisedAt`, as ISO: what the resident is told; null: nothing. */
  | { readonly kind: "wait"; readonly promisedAt: string | null }
  | { readonly kind: "hand-back" }
  /** `isSilent`: the resident has not answered for long, and is not called back. */
  | { readonly kind: "close"; readonly isSilent: boolean };

/** Somebody begins, by a link, a code, a kiosk or by themselves. */
export type StartInput = Extract<ConversationInput, { type: "start" }>;

/** How many characters of a typed message are read. A longer one is answered with a note that says so. */
export const maxTypedLength = 1000;

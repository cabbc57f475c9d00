/** What happened in a conversation, in no platform's form. */
export type ConversationInput =
  /** `lost`: came by a link or code that leads nowhere, or that worked for somebody else already. */
  | {
      readonly type: "start";
      readonly point?: string;
      readonly procedure?: string;
      /** To be followed, once the resident has shown that it is theirs. */
      readonly dossier?: number;
      readonly lost?: true | "used";
    }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "choice"; readonly question: string; readonly value: string }
  | { readonly type: "location"; readonly lat: number; readonly lon: number }
  | { readonly type: "media"; readonly kind: string }
  /** Not the resident but a person of ours wrote, at that time. */
  | { readonly type: "human-replied"; readonly at: Date };

/** What the resident did. */
export type ResidentInput = Exclude<ConversationInput, { type: "human-replied" }>;
/** Somebody comes, by a link, a code, a kiosk or by themselves. */
export type StartInput = Extract<ConversationInput, { type: "start" }>;

/** Characters of a typed message that are read; what comes after is left out, and the resident told. */
export const maxTypedLength = 1000;

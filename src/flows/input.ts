/** What happened in a conversation, in no platform's form. */
export type Input =
  /** `lost`: came by a link or code that leads nowhere. */
  | {
      readonly type: "start";
      readonly point?: string;
      readonly procedure?: string;
      readonly lost?: true;
    }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "choice"; readonly question: string; readonly value: string }
  | { readonly type: "location"; readonly lat: number; readonly lon: number }
  | { readonly type: "media"; readonly kind: string }
  /** Not the resident but a person of ours wrote, at that time. */
  | { readonly type: "human-replied"; readonly at: Date };

/** Characters of a typed message that are read; what comes after is left out, and the resident told. */
export const maxTypedLength = 1000;

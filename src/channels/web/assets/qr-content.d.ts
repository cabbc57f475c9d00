export type ReadCode =
  /** A page of this site. */
  | { readonly kind: "open"; readonly path: string }
  /** For the field. */
  | { readonly kind: "text"; readonly text: string; readonly says: "cardRead" | "codeRead" }
  | { readonly kind: "none"; readonly says: "cardNotNeeded" | "foreign" };

export function readCode(
  text: string,
  waiting: { readonly origins: readonly string[]; readonly asksIdentity: boolean },
): ReadCode;

import { type ProofKind, proofKinds } from "../../catalog/dossiers/proof.ts";

/** What residents give to prove that a dossier is theirs. */
export const proofNames: Readonly<Record<ProofKind, string>> = {
  phone: "4 số cuối điện thoại",
  "phone-and-birth-year": "4 số cuối điện thoại và năm sinh người nộp",
  identity: "6 số cuối căn cước người nộp",
};

export function isProofKind(text: string): text is ProofKind {
  return proofKinds.some((kind) => kind === text);
}

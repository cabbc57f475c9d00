import type { Procedure } from "../procedure-schema.ts";
import type { CatalogRecords } from "../schema.ts";
import type { PhraseList } from "../vocabulary-schema.ts";
import { catalogFiles, toUnknownProcedureIssue, type ValidationIssue } from "./issue.ts";

const file = `${catalogFiles.vocabulary}/happenings.json`;

/**
 * Checks what is offered after an event, and that every procedure whose name tells of a death, a birth, a loss or a seal
 * says what it concerns: one that does not could be offered to the wrong family.
 */
export function validateHappenings({
  procedures,
  vocabulary: { happenings },
}: Pick<CatalogRecords, "procedures" | "vocabulary">): ValidationIssue[] {
  const known = new Set(procedures.map(({ id }) => id));
  const unknown = Object.entries(happenings.offers).flatMap(([record, offer]) =>
    offer.procedures.flatMap((id, index) =>
      known.has(id) ? [] : [toUnknownProcedureIssue(file, record, `procedures[${index}]`, id)],
    ),
  );
  const { death_names: death, birth_names: birth, seal_names: seal } = happenings.words;
  return [
    ...unknown,
    ...procedures.flatMap((procedure) => [
      ...findUnsaid(procedure, "death", death),
      ...findUnsaid(procedure, "birth", birth),
      ...findUnsaid(procedure, "loss", lostInNames),
      ...findUnsaid(procedure, "seal", seal),
    ]),
  ];
}

/** How the names of procedures say that something is lost. */
const lostInNames = { phrases: ["bị mất", "báo mất", "mất, hỏng"] };

function findUnsaid(
  { id, name, concerns }: Procedure,
  what: "death" | "birth" | "loss" | "seal",
  { phrases }: Pick<PhraseList, "phrases">,
): ValidationIssue[] {
  if (concerns !== undefined) return [];
  const words = ` ${wordsOf(name)} `;
  const said = phrases.find((phrase) => words.includes(` ${wordsOf(phrase)} `));
  if (said === undefined) return [];
  return [
    {
      file: catalogFiles.procedures,
      record: id,
      field: "concerns",
      reason: `the name says "${said}", but not whether the procedure is about a ${what}`,
      remedy: `write "${what}", or "several" if it is about other things as well`,
    },
  ];
}

function wordsOf(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

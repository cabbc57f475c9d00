import type { Procedure } from "../../catalog/schema.ts";
import { sentence } from "../text.ts";

/** "8,000 đồng". */
export function money(vnd: number): string {
  return `${vnd.toLocaleString("en")} đồng`;
}

/** What a procedure costs, in sentences; never a figure that the record doesn't hold. */
export function feeSentences(fee: Procedure["fee"]): string[] {
  if (fee === null) return ["The fee is not known. Ask the officer."];
  const { in_person_vnd: inPerson, online_vnd: online, free, note } = fee;
  const notes = note === null ? [] : [sentence(note)];
  if (free === true) return ["There is no fee.", ...notes];
  if (inPerson === null && online === null) {
    return note === null
      ? ["The fee is not known. Ask the officer."]
      : ["The amount is not known.", ...notes];
  }
  if (inPerson === online && inPerson !== null) return [`${money(inPerson)}.`, ...notes];
  return [`In person: ${amount(inPerson)}. Online: ${amount(online)}.`, ...notes];
}

/** How long it takes, in sentences. */
export function timeSentences(time: Procedure["processing_time"]): string[] {
  const unknown = "How long it takes is not known. Ask the officer.";
  if (time === null) return [unknown];
  const notes = time.note === null ? [] : [sentence(time.note)];
  if (time.value === null) return notes.length > 0 ? notes : [unknown];
  if (time.value === 0) return notes.length > 0 ? notes : ["Done on the same day."];
  return [`${time.value} ${time.unit ?? "days"}.`, ...notes];
}

function amount(vnd: number | null): string {
  return vnd === null ? "not known" : vnd === 0 ? "no fee" : money(vnd);
}

import { selectValid } from "../../catalog/facts/window.ts";
import type { FinerQuestionAbout } from "./finer-question.ts";

/** In the Vietnamese record: a paper of who goes for another. */
const authorisation = /(?:ủy|uỷ) quyền/iu;
/** Nobody else may: "không nhờ người khác làm thay được", "phải tự đến". */
const inPerson =
  /không (?:ai )?(?:nhờ|làm thay)|không ai làm thay|phải tự|tự đến|tự đi nộp|cùng (?:có mặt|đến)|phải (?:cùng )?(?:có mặt|đến)/iu;
/** Those who may are named with somebody who does it for them. */
const forOthers = /làm thay|được nhờ|ông, bà|ông bà|người thân|làm giúp/iu;

/** Whether somebody else may do it, and with which papers, as the record says. */
export function answerByProxy({ about, context }: FinerQuestionAbout): string {
  const { wording, catalog } = context;
  const { procedure, day } = about;
  const record = catalog.inLanguage("vi").procedures.get(procedure.id) ?? procedure;
  const inPersonSays = selectValid(record.clerk_says, day).flatMap((remark) => {
    const shown = procedure.clerk_says[record.clerk_says.indexOf(remark)];
    const forbids = remark.kind === "presence" && inPerson.test(remark.say);
    return forbids && shown !== undefined ? [shown.say] : [];
  });
  if (inPersonSays.length > 0) return wording.asks.byProxy("no", inPersonSays, procedure.who);
  const papers = selectValid(record.documents, day).flatMap((document) => {
    const shown = procedure.documents[record.documents.indexOf(document)];
    if (!authorisation.test(document.name) || shown === undefined) return [];
    return [[shown.name, shown.note ?? shown.condition].filter((text) => text !== null).join(": ")];
  });
  if (papers.length > 0) return wording.asks.byProxy("yes", papers, procedure.who);
  if (record.who !== null && forOthers.test(record.who)) {
    return wording.asks.byProxy("some", [], procedure.who);
  }
  return wording.asks.unsureProxy(procedure.who);
}

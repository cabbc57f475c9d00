import { toSentence, withLabel } from "../text.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { formatDay } from "./moments.ts";

const fined = {
  yes: "Yes, there is a fine.",
  no: "No, there is no fine.",
  maybe: "There may be a fine.",
};

const costs = {
  yes: "Yes, it costs something.",
  no: "No, it is free.",
  depends: "It depends on the case.",
  unknown: "I have no certain answer about the cost.",
};

const askStaff = "Please ask the office before you go.";

const bullets = (lines: readonly string[]) =>
  lines.map((line) => `• ${toSentence(line)}`).join("\n");

/** Answers to what is asked in so many words: yes or no first, then the reason. */
export const askWording: Wording["asks"] = {
  unsure: `I have no certain answer to this, so I will not guess. ${askStaff}`,
  moreCases: "There are further cases: once you have answered the questions I will tell you yours.",
  whichProcedure:
    "Which procedure do you mean? Tell me its name, for example “birth certificate”, and I will answer.",
  fee: (fee) => toSentence(withLabel("Fee", fee)),
  time: (time) => toSentence(withLabel("How long", time)),
  where: (agency) => `Office: ${toSentence(agency)}`,
  papers: (papers) => `Papers usually needed: ${toSentence(papers)}`,
  cost: (cost, fee) => `${costs[cost]} ${toSentence(withLabel("Fee", fee))}`,
  online: ({ use, say }, ways) => {
    const answer = {
      submit: "Yes, you can do it online.",
      ahead: "You can send it online first, but must still come.",
      book: "Online you can only book a time.",
      nothing: "No, it cannot be done online yet.",
    }[use];
    return say === null ? `${answer} ${toSentence(ways)}` : ways;
  },

  penalty: (answer, say, basis) =>
    `${fined[answer]} ${toSentence(say)}${basis === null ? "" : ` (Under ${basis}.)`}`,
  unsurePenalty: `Whether there is a fine, I cannot say for certain. ${askStaff}`,

  byProxy: (may, said, who) => {
    if (may === "no") return `No, nobody else can do it for you. ${said.map(toSentence).join(" ")}`;
    if (may === "yes") return `Yes, somebody else may go. They also bring:\n${bullets(said)}`;
    return `Yes, but only these people: ${toSentence(who ?? "")} For anybody else, please ask the office.`;
  },
  unsureProxy: (who) =>
    `Whether somebody else may do it, I cannot say for certain. ${who === null ? "" : `I only know who may: ${toSentence(who)} `}${askStaff}`,

  goHome: (where, agency) => {
    const reason = `Office: ${toSentence(agency)}`;
    if (where === "anywhere") return `No, you need not go home: any place will do. ${reason}`;
    if (where === "registered")
      return `Not necessarily: go where you live now (permanent or temporary residence). ${reason}`;
    if (where === "permanent")
      return `Yes, where your permanent residence is registered. ${reason}`;
    return `Whether you must go home, I cannot say for certain. ${reason} ${askStaff}`;
  },

  permission: (name, exempt) =>
    exempt.length === 0
      ? `Usually yes: there is the procedure “${name}” for it. For your own case, please ask the office.`
      : `It depends.\n${bullets(exempt)}\nOtherwise yes, by the procedure “${name}”.`,

  amount: (amounts) => toSentence(withLabel("Amount", amounts)),
  result: (result) =>
    `You receive: ${toSentence(result)} I have no certain figure of the money; please ask the office.`,

  limit: (value, unit, after) =>
    `The time limit is ${value} ${unitNames[unit] ?? unit} from ${after}.`,
  tellDay: (after) => `Tell me the date of ${after} and I will work out the last day.`,
  due: ({ from, due, left, isExact, now }) => {
    const about = isExact ? "" : "about ";
    const counted = `From ${about}${formatDay(from, now)} the last day is ${about}${formatDay(due, now)}.`;
    if (left < 0) return `${counted} That was ${about}${-left} days ago.`;
    return left === 0
      ? `${counted} That is today.`
      : `${counted} You have ${about}${left} days left.`;
  },
  lateUnknown: `What holds once it has passed, I cannot say for certain. ${askStaff}`,
  unsureDeadline: `By when it must be done, I cannot say for certain. ${askStaff}`,

  benefits: (lines, byAge) =>
    `${byAge ? "With the age and situation that you told me" : "In the situation that you told me"}, these may be due:\n${bullets(lines)}`,
  noBenefit:
    "With the age and situation that you told me I see nothing that is certainly due. Please ask the ward's People's " +
    "Committee, above all if the household is poor or somebody has a disability or merits.",
  tellAge:
    "Tell me the age, and whether there is a pension, and I will look up what is due. For example: “78 years old, no pension, what benefits”.",

  whichWard:
    "Tell me the old name of the ward with its district or province, and I will find the new one. For example: “phường 1 quận 6 giờ là phường gì”.",
  whichOfWards: (some) =>
    `Several places have this name, such as: ${some.map(({ ward, province }) => `${ward.name}, ${province.name}`).join("; ")}. Please add the district or the province.`,
  wards: (wards) => {
    const lines = wards.map(({ match: { ward, province, matched, isFormerName }, centre }) => {
      const today = `${ward.name}, ${province.name}`;
      const name = isFormerName
        ? `${matched} is now ${today}.`
        : `${today} is today's name${ward.merged_from === null ? "" : `, formed from: ${ward.merged_from}`}.`;
      return centre === null ? name : `${name} Service centre: ${centre}.`;
    });
    return lines.length === 1
      ? (lines[0] ?? "")
      : `${lines.length} places fit that name:\n${lines.map((line) => `• ${line}`).join("\n")}`;
  },

  known: (say, basis, isFullText, exchange) =>
    [
      toSentence(say),
      basis === null ? "" : `(Under ${basis}.)`,
      exchange === null ? "" : `To exchange it, type: “${exchange}”.`,
      isFullText ? "" : "If an office asks you to exchange it, please ask to be sure.",
    ]
      .filter((part) => part !== "")
      .join(" "),
};

const unitNames: Readonly<Record<string, string>> = {
  ngày: "days",
  "ngày làm việc": "working days",
  tháng: "months",
};

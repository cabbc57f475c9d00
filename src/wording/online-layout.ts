import type { Procedure } from "../catalog/procedure-schema.ts";
import { type OnlineUse, splitWays } from "../catalog/procedures/online-use.ts";
import { decapitalize, joinLines, joinParagraphs, toSentence } from "./text.ts";

/** What is to be submitted, and what the web is good for. */
export interface OnlineGuide extends Pick<OnlineUse, "use" | "say"> {
  readonly procedure: Procedure;
  /** The official name in Vietnamese, as the portal's search finds it. */
  readonly searchName: string;
  /** What officers say about submitting it on the web. */
  readonly remarks: readonly string[];
}

/** The phrases of the message about submitting on the web, in one language. */
export interface OnlinePhrases {
  readonly canSubmit: string;
  readonly canUse: string;
  readonly nothing: string;
  readonly page: (address: string) => string;
  readonly searchCode: (portal: string, code: string) => string;
  readonly searchName: (portal: string, name: string) => string;
  /** The portal with its section in brackets. */
  readonly section: (portal: string) => string;
  readonly signIn: string;
  readonly fillIn: string;
  readonly send: string;
  readonly book: string;
  readonly otherWays: (ways: readonly string[]) => string;
  readonly ways: (ways: readonly string[]) => string;
  readonly steps: string;
  readonly unknown: string;
}

/** What to remember of the portal, or its section for what has no code: "(mục Dịch vụ công liên thông …)". */
const inBrackets = / \(.*\)$/;
const endsWithAddress = /https?:\/\/\S+$/;

/**
 * Builds the one message about submitting on the web: what must be done in person first, then what is really done online. A link
 * is the one that the record holds, otherwise the portal's own address and what to search there.
 */
export function createOnlineLayout(phrases: OnlinePhrases) {
  const { signIn, fillIn, send, book } = phrases;

  const open = ({ procedure, searchName }: OnlineGuide, portal: string): string => {
    const { detail_url: page, code } = procedure;
    if (page !== undefined) return phrases.page(page);
    const address = portal.replace(inBrackets, "");
    if (code !== null) return phrases.searchCode(address, code);
    return portal === address ? phrases.searchName(address, searchName) : phrases.section(portal);
  };

  const onPortal = (guide: OnlineGuide, portal: string): string => {
    const { use, say, remarks, procedure } = guide;
    const steps = use === "book" ? [signIn, book] : [signIn, fillIn, send];
    const { others } = splitWays(procedure);
    return joinParagraphs(
      say ?? phrases.canSubmit,
      numbered([open(guide, portal), ...steps]),
      joinLines(
        others.length === 0 ? "" : toSentence(phrases.otherWays(others.map(decapitalize))),
        ...remarks.map(toSentence),
      ),
    );
  };

  const elsewhere = ({ use, say, procedure }: OnlineGuide): string => {
    const { submit_online: ways, steps } = procedure;
    if (steps.length === 0 && say === null) return phrases.unknown;
    if (use === "nothing") {
      const list = steps.length === 0 ? "" : joinLines(phrases.steps, numbered(steps));
      return joinParagraphs(say ?? phrases.nothing, list);
    }
    return joinParagraphs(
      say ?? phrases.canUse,
      toSentence(phrases.ways(ways.map(decapitalize))),
      numbered(steps),
    );
  };

  return (guide: OnlineGuide): string => {
    const { procedure, use } = guide;
    const { portal } = splitWays(procedure);
    const isForm = procedure.kind === "procedure" && use !== "nothing";
    return isForm && portal !== null ? onPortal(guide, portal) : elsewhere(guide);
  };
}

function numbered(steps: readonly string[]): string {
  return steps
    .map((step, index) => `${index + 1}. ${endsWithAddress.test(step) ? step : toSentence(step)}`)
    .join("\n");
}

import type { PushRoutes } from "../../channels/push.ts";
import type { Resident } from "../../channels/resident.ts";
import type { SendResult } from "../../channels/sender.ts";
import type { TaskBox } from "../tasks/task-box.ts";

/** A reply to a visitor of the web page, with what the visitor left to be reached by. */
interface CopiedLine {
  readonly id: number;
  readonly event_id: string;
  readonly words_sealed: string;
  readonly language: string;
  readonly contact_kind: string | null;
  readonly contact_sealed: string | null;
  readonly task_event_id: string;
}

/** `failure`: why no copy went, although one was wanted; the reply stands on the page in any case. */
type CopyResult =
  | { readonly isSettled: true; readonly failure: string | null }
  /** Not sent now, and worth another try. */
  | { readonly isSettled: false };

export type SendCopy = (line: CopiedLine, resident: Resident) => Promise<CopyResult>;

interface CopyOptions {
  readonly box: TaskBox;
  readonly routes: Pick<PushRoutes, "email" | "sms">;
  /** Whether the visitor has the page open, on any replica. */
  readonly isPageOpen: (visitor: Resident) => Promise<boolean>;
  readonly publicUrl: string;
}

const nothingToSend: CopyResult = { isSettled: true, failure: null };

/** Sends a reply on the page also by e-mail or SMS, if the visitor left an address, the way is on, and the page is closed. */
export function createPageCopies({ box, routes, isPageOpen, publicUrl }: CopyOptions): SendCopy {
  return async (line, resident) => {
    const { contact_kind: kind, contact_sealed: sealed } = line;
    const route = kind === "email" ? routes.email : kind === "phone" ? routes.sms : undefined;
    if (route === undefined || sealed === null) return nothingToSend;
    if (await isPageOpen(resident)) return nothingToSend;
    const to = box.openContact(sealed, line.task_event_id);
    const { words, name = "" } = box.openLine(line.words_sealed, line.event_id);
    const isEnglish = line.language === "en";
    const said = `${name}:\n${words}`;
    const footer = isEnglish
      ? `Answer on the page: ${publicUrl}/`
      : `Trả lời trên trang: ${publicUrl}/`;
    const result = await route.send(
      { account: "", to },
      {
        subject: isEnglish ? "An answer to your question" : "Trả lời câu hỏi của bạn",
        text: `${said}\n\n${footer}`,
        short: `${said.replaceAll(/\s+/g, " ")} ${publicUrl}/`,
        parameters: {},
        language: isEnglish ? "en" : "vi",
        id: `inbox-${line.id}`,
      },
    );
    return toCopyResult(result);
  };
}

function toCopyResult(result: SendResult): CopyResult {
  switch (result.outcome) {
    case "sent":
    // Perhaps it arrived: a second copy would be one too many.
    case "unknown":
      return nothingToSend;
    case "retry":
    case "rate-limited":
      return { isSettled: false };
    case "rejected":
    case "account-blocked":
      return { isSettled: true, failure: result.reason };
  }
}

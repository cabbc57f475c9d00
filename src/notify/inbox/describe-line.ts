import type { Catalog } from "../../catalog/catalog.ts";
import type { HandoffLine } from "../tasks/task-box.ts";
import type { InboxLine, LineFrom, LineState } from "./conversation.ts";

/** What a resident sent that holds no words, as the transcript names it. */
const mediaNames: Readonly<Record<string, string>> = {
  image: "Ảnh",
  photo: "Ảnh",
  sticker: "Nhãn dán",
  audio: "Ghi âm",
  video: "Video",
  file: "Tệp",
  gif: "Ảnh động",
};

/** Returns the resident's words for a colleague to read: what holds none is named. */
export function describeResidentWords(words: string): string {
  const [, kind] = /^\[([\w-]+)\]$/.exec(words) ?? [];
  if (kind !== undefined) return `[${mediaNames[kind] ?? "Nội dung không đọc được"}]`;
  return words === "📍" ? "[Vị trí]" : words;
}

/** The step of a flow, as earlier versions stored what the service asked. */
const formerStep = /^([\w:-]+)\/([\w@-]*)$/;

/** Returns the service's words: of a line that an earlier version stored, what a guide asks there. */
export function describeBotWords(words: string, { procedures, guides }: Catalog): string {
  const [, flow, step] = formerStep.exec(words) ?? [];
  if (flow === undefined) return words;
  const id = flow.replace(/^(?:procedure|online|listed):/, "");
  const question = guides.get(id)?.questions.find((one) => one.id === step)?.ask;
  const name = procedures.get(id)?.name;
  if (name === undefined) return "[Trợ lý tự động trả lời]";
  return question === undefined ? `[Trợ lý tự động trả lời về: ${name}]` : `${name}: ${question}`;
}

/** Shows a line of a conversation that an earlier version handed over. */
export function describeFormerLine(
  line: HandoffLine,
  index: number,
  at: Date,
  catalog: Catalog,
): InboxLine {
  const isResident = line.from === "resident";
  return {
    id: -1 - index,
    at,
    from: isResident ? "resident" : "bot",
    authorName: null,
    words: isResident ? describeResidentWords(line.words) : describeBotWords(line.words, catalog),
    state: "stored",
    failure: null,
  };
}

export function describeLine(
  row: {
    readonly id: number;
    readonly at: Date;
    readonly from: string;
    readonly author_name: string | null;
    readonly state: string;
    readonly failure: string | null;
  },
  words: string,
  catalog: Catalog,
): InboxLine {
  const from = row.from as LineFrom;
  const isOwn = from === "colleague";
  return {
    id: row.id,
    at: row.at,
    from,
    authorName: row.author_name,
    words:
      from === "resident"
        ? describeResidentWords(words)
        : from === "bot"
          ? describeBotWords(words, catalog)
          : words,
    // Whether the bot has heard of a deed concerns nobody.
    state: isOwn ? (row.state as LineState) : "stored",
    failure: isOwn && row.failure !== null ? describeFailure(row.failure) : null,
  };
}

function describeFailure(reason: string): string {
  return reason === unknownOutcome
    ? "Không rõ người dân đã nhận được chưa."
    : `Chưa gửi được: ${reason}`;
}

/** Stands for a line of which nobody knows any more whether it arrived. */
export const unknownOutcome = "unknown";

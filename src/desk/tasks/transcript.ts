import type { Catalog } from "../../catalog/catalog.ts";
import type { HandoffLine } from "../../notify/tasks/task-box.ts";

/** How the desk names the flows that are not a procedure's. */
const flowNames: Readonly<Record<string, string>> = {
  menu: "Menu",
  choose: "Chọn thủ tục",
  handoff: "Gặp người",
  "find-point": "Tìm điểm hướng dẫn",
  dossier: "Hồ sơ đã nộp",
  "my-dossiers": "Hồ sơ đang theo dõi",
};

/** Returns a line of a talk that was handed over, for people to read: of the service's own lines, what it asked. */
export function describeLine(line: HandoffLine, catalog: Catalog): HandoffLine {
  if (line.from === "resident") return line;
  return { ...line, words: `Hỏi: ${stepName(line.words, catalog)}` };
}

/** Returns the question itself if a guide asks it, otherwise the flow's name and the step. */
function stepName(words: string, { procedures, guides }: Catalog): string {
  const [flow = "", step = ""] = words.split("/");
  const id = flow.replace(/^(?:procedure|online):/, "");
  const name = procedures.get(id)?.name ?? flowNames[flow] ?? flow;
  const question = guides.get(id)?.questions.find((one) => one.id === step);
  return `${name}, ${question?.ask ?? step}`;
}

import type { Catalog } from "../../catalog/catalog.ts";
import type { HandoffLine } from "../../notify/tasks/task-box.ts";

/** Flows that no procedure names, as they are called at the desk. */
const flowNames: Readonly<Record<string, string>> = {
  menu: "Menu",
  choose: "Chọn thủ tục",
  handoff: "Gặp người",
  "find-point": "Tìm điểm hướng dẫn",
  dossier: "Hồ sơ đã nộp",
  "my-dossiers": "Hồ sơ đang theo dõi",
};

/** A line of a talk that was handed over, to be read: of the service's own, what it asked. */
export function readLine(line: HandoffLine, catalog: Catalog): HandoffLine {
  if (line.from === "resident") return line;
  return { ...line, words: `Hỏi: ${stepName(line.words, catalog)}` };
}

/** The question itself where a guide asks it, else the flow's name and the step. */
function stepName(words: string, { procedures, guides }: Catalog): string {
  const [flow = "", step = ""] = words.split("/");
  const id = flow.replace(/^(?:procedure|online):/, "");
  const name = procedures.get(id)?.name ?? flowNames[flow] ?? flow;
  const question = guides.get(id)?.questions.find((one) => one.id === step);
  return `${name}, ${question?.ask ?? step}`;
}

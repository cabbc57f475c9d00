import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import {
  findDecidingQuestions,
  findEffectiveAnswers,
  findNextQuestion,
} from "../../src/catalog/procedures/branches.ts";
import { buildChecklist } from "../../src/catalog/procedures/checklist.ts";
import type { Guide, Procedure } from "../../src/catalog/schema.ts";
import { checklistWording } from "../../src/wording/vi/checklist.ts";

/**
 * Every branch of every procedure, as text to read: a change of data shows as a diff of `checklists/`.
 * `UPDATE_CHECKLISTS=1 npm test -- test/flows/checklists` rewrites them.
 */
const folder = join(import.meta.dirname, "checklists");
const rewriting = process.env["UPDATE_CHECKLISTS"] === "1";
const now = new Date("2026-11-23T09:30:00+07:00");
const catalog = await loadCatalog("data");
if (rewriting) mkdirSync(folder, { recursive: true });

for (const procedure of catalog.procedures.values()) {
  test(`${procedure.id} has the reviewed checklist in every branch`, () => {
    const guide = catalog.guides.get(procedure.id);
    if (guide === undefined) throw new Error(`${procedure.id} has no guide.`);
    const text = describeBranches(procedure, guide);
    const path = join(folder, `${procedure.id}.txt`);
    if (rewriting) writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, "utf8"));
  });
}

test("no reviewed checklist is left without its procedure", () => {
  const known = [...catalog.procedures.keys()].map((id) => `${id}.txt`);
  expect(readdirSync(folder).sort()).toStrictEqual(known.sort());
});

/** The whole list of the first branch, then of each further branch what differs: notes and papers. */
function describeBranches(procedure: Procedure, guide: Guide): string {
  const branches = walk(procedure, guide, new Map());
  const first = branches.find(({ away }) => away === null);
  const whole = first === undefined ? [] : textsOf(procedure, guide, first.answers);
  const brief = branches.map(({ answers, away }) => {
    const path = [...answers].map(([question, value]) => `${question}=${value}`).join(" ");
    if (away !== null) return [`# ${path}`, `=> ${away}`].join("\n");
    const { notes, documents } = build(procedure, guide, answers);
    return [
      `# ${path === "" ? "(no question)" : path}`,
      ...notes.map((note) => `* ${note}`),
      ...documents.map(({ document }) => `- ${document.name}`),
    ].join("\n");
  });
  return `${[...whole, ...brief].join("\n\n")}\n`;
}

interface Branch {
  readonly answers: ReadonlyMap<string, string>;
  /** Why the case ends here, or leads elsewhere. */
  readonly away: string | null;
}

function walk(procedure: Procedure, guide: Guide, answers: ReadonlyMap<string, string>): Branch[] {
  const questions = findDecidingQuestions(procedure, guide);
  const last = findEffectiveAnswers(questions, answers).find(
    ({ option }) => option.stops ?? option.leads_to,
  );
  if (last !== undefined) {
    const { stops, leads_to: leadsTo } = last.option;
    return [{ answers, away: [stops, leadsTo].filter(Boolean).join(" -> ") }];
  }
  const question = findNextQuestion(questions, answers);
  if (question === null) return [{ answers, away: null }];
  return Object.keys(question.options).flatMap((value) =>
    walk(procedure, guide, new Map([...answers, [question.id, value]])),
  );
}

function build(procedure: Procedure, guide: Guide, answers: ReadonlyMap<string, string>) {
  return buildChecklist(procedure, guide, answers, { glossary: catalog.glossary, now });
}

function textsOf(
  procedure: Procedure,
  guide: Guide,
  answers: ReadonlyMap<string, string>,
): string[] {
  return checklistWording.texts(build(procedure, guide, answers));
}

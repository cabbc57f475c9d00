import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { toInstant } from "../../src/catalog/local-time.ts";
import type { Procedure } from "../../src/catalog/procedure-schema.ts";
import { buildChecklist, type Checklist } from "../../src/catalog/procedures/checklist.ts";
import type { Guide } from "../../src/catalog/schema.ts";
import { checklistWording } from "../../src/wording/vi/checklist.ts";
import { snapshotDays, walkBranches } from "./branches.ts";

/**
 * Every branch of every procedure, as text to read: a change of data shows as a diff of `checklists/`.
 * `UPDATE_CHECKLISTS=1 npm test -- test/flows/checklists` rewrites them.
 */
const folder = join(import.meta.dirname, "checklists");
const rewriting = process.env["UPDATE_CHECKLISTS"] === "1";
const [firstDay, ...laterDays] = snapshotDays;
const catalog = await loadCatalog("data");
const context = { glossary: catalog.glossary, sources: catalog.sources, province: null };
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

/** Every branch on the first day, then for each later day the lines that go and those that come. */
function describeBranches(procedure: Procedure, guide: Guide): string {
  const onFirstDay = describeOn(firstDay, procedure, guide);
  let before = onFirstDay;
  const changes = laterDays.map((day) => {
    const after = describeOn(day, procedure, guide);
    const [gone, come] = [linesBeyond(before, after), linesBeyond(after, before)];
    before = after;
    const lines = [...gone.map((line) => `- ${line}`), ...come.map((line) => `+ ${line}`)];
    return [`## From ${day}`, ...(lines.length === 0 ? ["(the same)"] : lines)].join("\n");
  });
  return `${[`## On ${firstDay}`, onFirstDay, ...changes].join("\n\n")}\n`;
}

/** The whole list of the first branch, then the four lines of every branch with its notes and papers. */
function describeOn(day: string, procedure: Procedure, guide: Guide): string {
  if (guide.no_checklist !== undefined) {
    return `=> ${[guide.no_checklist.say, guide.no_checklist.leads_to].filter(Boolean).join(" -> ")}`;
  }
  const branches = walkBranches(procedure, guide);
  const first = branches.find(({ away }) => away === null);
  const build = (answers: ReadonlyMap<string, string>) =>
    buildChecklist(procedure, guide, answers, { ...context, now: toInstant(day, 570) });
  const whole = first === undefined ? [] : describeWhole(build(first.answers));
  const brief = branches.map(({ answers, away }) => {
    const path = [...answers].map(([question, value]) => `${question}=${value}`).join(" ");
    if (away !== null) return [`# ${path}`, `=> ${away}`].join("\n");
    const checklist = build(answers);
    return [
      `# ${path === "" ? "(no question)" : path}`,
      checklistWording.summary(checklist),
      ...checklist.notes.map((note) => `* ${note}`),
      ...checklist.documents.map(({ document }) => `- ${document.name}`),
    ].join("\n");
  });
  return [...whole, ...brief].join("\n\n");
}

/** The four lines, then what stands behind the buttons. */
function describeWhole(checklist: Checklist): string[] {
  const { summary, papers, facts, cautions, words } = checklistWording;
  return [summary, papers, facts, cautions, words]
    .map((write) => write(checklist))
    .filter((text) => text !== "");
}

function linesBeyond(text: string, other: string): string[] {
  const known = new Set(other.split("\n"));
  return [...new Set(text.split("\n"))].filter((line) => !known.has(line));
}

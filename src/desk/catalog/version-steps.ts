import { z } from "zod";
import { toLocalDay } from "../../catalog/local-time.ts";
import { checkDraft } from "../../catalog/versions/check-draft.ts";
import {
  lockVersion,
  selectChangeAuthors,
  updateVersion,
  type VersionRow,
} from "../../db/queries/catalog-versions.ts";
import { type VersionStatus, versionStatus } from "../../db/tables/catalog-tables.ts";
import type { Transaction } from "../../db/transaction.ts";
import { ProblemError } from "../../http/problem.ts";
import { activateVersion, rollBackVersion } from "../../live/catalog-versions.ts";
import { recordAction } from "../audit/record-action.ts";
import { parseForm } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { typedDay } from "../framework/typed-day.ts";
import { invalidForm, redirect, type ViewResult } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { doneSchema } from "./api-schemas.ts";
import { findRefusal, loadEditScope } from "./edit-scope.ts";
import { wordIssue } from "./issue-words.ts";
import { nameDay } from "./labels.ts";
import { findVersionOwner, requireVersion, versionChangedMeanwhile } from "./requested-version.ts";
import { showVersion } from "./version-page.ts";

const revision = z.coerce.number({ error: "Gửi cả số lần sửa" }).int();
const stepSchema = z.object({ revision });
const activateSchema = z.object({
  revision,
  on: z
    .union([z.literal(""), typedDay("Chọn ngày")], { error: "Chọn ngày" })
    .optional()
    .transform((value) => value ?? ""),
});

/** A step of a version's life, as a line of the route table. */
function step(
  name: string,
  purpose: string,
  handle: (request: SignedInRequest, desk: DeskContext) => Promise<ViewResult>,
  body: z.ZodType = stepSchema,
): DeskRoute {
  return {
    method: "POST",
    path: `/catalog/:version/${name}`,
    roles: officials,
    purpose,
    findOwner: findVersionOwner,
    api: { body, answer: doneSchema },
    handle,
  };
}

export const versionStepRoutes: readonly DeskRoute[] = [
  step(
    "activate",
    "makes a draft the catalogue, now or on a day, or submits it to a second person",
    activate,
    activateSchema,
  ),
  step("approve", "makes a version the catalogue that somebody else has submitted", approve),
  step("withdraw", "makes a submitted version a draft again", (request, desk) =>
    change(request, desk, {
      from: [versionStatus.waiting],
      action: "catalog.withdraw",
      message: "Đã rút về bản nháp.",
      apply: (tx, { id }) =>
        updateVersion(tx, id, { status: versionStatus.draft, submitted_by: null }),
    }),
  ),
  step("discard", "gives up a draft", (request, desk) =>
    change(request, desk, {
      from: [versionStatus.draft, versionStatus.waiting],
      action: "catalog.discard",
      message: "Đã bỏ bản nháp.",
      apply: (tx, { id }) =>
        updateVersion(tx, id, {
          status: versionStatus.discarded,
          ended_by: request.account.username,
          ended_at: request.now,
        }),
    }),
  ),
  step("roll-back", "ends a version: everything is as it was without it", (request, desk) =>
    change(request, desk, {
      from: [versionStatus.active],
      action: "catalog.roll-back",
      message: "Đã quay lại như trước. Trong 5 giây mọi cuộc trò chuyện theo bản trước.",
      apply: (tx, { id }) =>
        rollBackVersion(tx, id, { by: request.account.username, now: request.now }),
    }),
  ),
];

async function activate(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(activateSchema, request.body);
  if (errors !== null) return invalidForm(await showVersion(request, desk), errors);
  const { account, now } = request;
  const today = toLocalDay(now);
  if (value.on !== "" && value.on < today) {
    const reason = "Ngày bắt đầu đã qua";
    return invalidForm(await showVersion(request, desk), [{ field: "on", reason }]);
  }
  const activateOn = value.on === "" || value.on === today ? null : value.on;
  const faults = await findFaults(request, desk, activateOn ?? today);
  if (faults.length > 0) return invalidForm(await showVersion(request, desk), faults);
  const isSubmission = desk.needsSecondPerson;
  return change(request, desk, {
    from: [versionStatus.draft],
    action: isSubmission ? "catalog.submit" : "catalog.activate",
    detail: activateOn ?? "now",
    message: isSubmission
      ? "Đã trình. Người thứ hai mở trang này để duyệt."
      : sayActive(activateOn),
    apply: (tx, { id }) =>
      isSubmission
        ? updateVersion(tx, id, {
            status: versionStatus.waiting,
            submitted_by: account.username,
            activate_on: activateOn,
          })
        : activateVersion(tx, id, { activateOn, approvedBy: account.username, now }),
  });
}

async function approve(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { account, now } = request;
  const today = toLocalDay(now);
  const { row } = await requireVersion(request, desk);
  const activateOn = row.activate_on !== null && row.activate_on > today ? row.activate_on : null;
  const faults = await findFaults(request, desk, activateOn ?? today);
  if (faults.length > 0) return invalidForm(await showVersion(request, desk), faults);
  return change(request, desk, {
    from: [versionStatus.waiting],
    action: "catalog.approve",
    detail: activateOn ?? "now",
    message: sayActive(activateOn),
    apply: async (tx, { id, submitted_by, created_by }) => {
      const authors = [...(await selectChangeAuthors(tx, id)), submitted_by, created_by];
      if (authors.includes(account.username)) throw notSecond();
      await activateVersion(tx, id, { activateOn, approvedBy: account.username, now });
    },
  });
}

function sayActive(activateOn: string | null): string {
  return activateOn === null
    ? "Đã cho chạy. Trong 5 giây mọi cuộc trò chuyện dùng bản này."
    : `Đã hẹn: chạy từ đầu ngày ${nameDay(activateOn)}.`;
}

/** Returns why a version can't be activated by this account on that day. */
async function findFaults(request: SignedInRequest, desk: DeskContext, day: string) {
  const { row, changes } = await requireVersion(request, desk);
  const fault = (reason: string) => ({ field: "changes", reason });
  if (changes === null)
    return [fault("Bản này do phiên bản khác của phần mềm ghi, không đọc được")];
  if (changes.length === 0) return [fault("Bản nháp chưa có gì thay đổi")];
  const records = await desk.live.recordsOn(day, row.id);
  const scope = await loadEditScope(desk.database.db, request.account, records);
  const refusals = changes
    .map((each) => findRefusal(scope, each))
    .filter((reason) => reason !== null);
  const issues = checkDraft(records, changes)
    .map(wordIssue)
    .map(({ record, field, reason }) => `${record}, ${field}: ${reason}`);
  return [...refusals, ...issues].map(fault);
}

interface StepChange {
  readonly from: readonly VersionStatus[];
  readonly action: string;
  readonly detail?: string;
  readonly message: string;
  readonly apply: (tx: Transaction, row: VersionRow) => Promise<void>;
}

/** Throws ProblemError (409) if the version is not what the sender's page showed. */
async function change(
  request: SignedInRequest,
  desk: DeskContext,
  { from, action, detail, message, apply }: StepChange,
): Promise<ViewResult> {
  const { row } = await requireVersion(request, desk);
  const { value, errors } = parseForm(stepSchema, request.body);
  if (errors !== null) return invalidForm(await showVersion(request, desk), errors);
  await desk.database.transaction(async (tx) => {
    const locked = await lockVersion(tx, row.id);
    if (locked === undefined || !from.includes(locked.status)) throw versionChangedMeanwhile();
    if (locked.revision !== value.revision) throw versionChangedMeanwhile();
    await apply(tx, locked);
    const recorded = { action, subject: `catalog version ${row.id}`, detail: detail ?? row.title };
    await recordAction(tx, request.account, recorded, request.now);
  });
  await desk.refreshOverrides();
  return redirect(`/catalog/${row.id}`, { message });
}

function notSecond(): ProblemError {
  return new ProblemError(
    403,
    "not-a-second-person",
    "Bạn đã soạn hoặc trình bản này, nên cần một người khác duyệt.",
  );
}

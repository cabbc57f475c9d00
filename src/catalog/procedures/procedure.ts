import type { Procedure } from "../schema.ts";

const notOnline = /^(Không nộp trực tuyến|Not online)/;

/** Records name the ways to submit online, or say in one sentence, in either language, that there is none. */
export function canSubmitOnline({ submit_online: ways }: Procedure): boolean {
  return ways.some((way) => !notOnline.test(way));
}

/** Whether submitting online begins with the resident's own account. */
export function needsAccount(procedure: Procedure): boolean {
  return (
    canSubmitOnline(procedure) &&
    procedure.kind === "procedure" &&
    /VNeID|định danh/.test(procedure.steps.join())
  );
}

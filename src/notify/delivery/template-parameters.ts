import type { DossierView } from "../../catalog/dossiers/dossier-view.ts";
import { quoteNote } from "../../wording/quoted.ts";
import type { Wording } from "../../wording/wording.ts";

/** How to stop: in words, or the link of a follower without a chat. */
export const stopParameter = "ngung_nhan";

/** What an approved template may have as its parameters, by name (docs/zalo-setup.md); "" where it is not known. */
export function templateParameters(
  view: DossierView,
  { dossier }: Wording,
  { now, stop }: { readonly now: Date; readonly stop: string },
): Readonly<Record<string, string>> {
  const { code, procedureName, status, note, promisedAt, agency } = view;
  return {
    ma_ho_so: code,
    ten_thu_tuc: procedureName ?? "",
    trang_thai: status === null ? "" : dossier.statusName(status),
    ghi_chu: note === "" ? "" : quoteNote(note),
    ngay_hen: promisedAt === null ? "" : dossier.day(promisedAt, now),
    co_quan: agency ?? "",
    viec_can_lam: dossier.todo(view),
    [stopParameter]: stop,
  };
}

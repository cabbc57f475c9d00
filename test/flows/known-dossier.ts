import type { DossierView } from "../../src/catalog/dossiers/dossier-view.ts";
import type { ConsentPurpose, PortAnswer, PortRequest } from "../../src/flows/engine/ports.ts";

export const view: DossierView = {
  code: "000.00.16.H26-251120-0012",
  procedureCode: "1.001193",
  procedureName: "Đăng ký khai sinh",
  agency: "UBND phường Một",
  status: 4,
  since: new Date("2026-11-20T02:00:00Z"),
  note: "",
  promisedAt: new Date("2026-11-25T10:00:00Z"),
};

/**
 * Ports that know one dossier, with the code's tail 0012 and the phone's last digits 5678. They serve only to test flows; test/notify
 * tests the real ones. Without purposes, nobody can write to a resident on this channel.
 */
export function knownDossier(
  known: DossierView = view,
  purposes: readonly ConsentPurpose[] = ["chat", "phone"],
): (request: PortRequest) => PortAnswer {
  const offer = { purposes, keptDays: 365 };
  let isFollowed = false;
  let tries = 0;
  return (request) => {
    switch (request.port) {
      case "dossier.open":
        return request.dossier === 7
          ? { result: "one", dossier: 7, isFollowed, offer }
          : { result: "none" };
      case "dossier.find": {
        if (request.typed.endsWith("0011")) return { result: "many" };
        if (request.typed.endsWith("0010")) return { result: "word", status: 9 };
        if (!request.typed.endsWith("0012")) return { result: "none" };
        return { result: "one", dossier: 7, isFollowed, offer };
      }
      case "dossier.verify": {
        if (tries >= 5) return { result: "locked", until: new Date("2026-11-23T04:00:00Z") };
        if (request.digits === "5678") return { result: "right" };
        tries += 1;
        return { result: "wrong", left: 5 - tries };
      }
      case "dossier.view":
        return known;
      case "dossier.way":
        return [
          { status: 2, at: new Date("2026-11-19T02:00:00Z"), note: "" },
          { status: 4, at: new Date("2026-11-20T02:00:00Z"), note: "Chuyển phòng Tư pháp" },
        ];
      case "dossier.follow":
        isFollowed = true;
        return true;
      case "dossier.consent":
        return isFollowed;
      case "dossier.list":
        return isFollowed ? [{ ...known, dossier: 7 }] : [];
      case "dossier.stop": {
        const count = isFollowed ? 1 : 0;
        isFollowed = false;
        return count;
      }
      case "dossier.rate":
        return isFollowed;
      case "news.stop":
        return isFollowed;
      case "desk.pair":
        return request.code === "12345678";
      case "erase":
        isFollowed = false;
        return "erased";
      case "task.open":
        return purposes.length === 0 ? null : new Date(request.dueAt);
    }
  };
}

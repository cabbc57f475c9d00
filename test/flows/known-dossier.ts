import type { DossierView } from "../../src/catalog/dossiers/dossier-view.ts";
import type { ProofKind } from "../../src/catalog/dossiers/proof.ts";
import type {
  ConsentPurpose,
  PortAnswer,
  PortRequest,
  ProofTarget,
} from "../../src/flows/engine/ports.ts";

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

interface Known {
  /** Without any, nobody can write to a resident on this channel. */
  readonly purposes?: readonly ConsentPurpose[];
  /** What the agency has chosen, and the right answer. */
  readonly proof?: ProofKind;
  readonly digits?: string;
}

/**
 * Ports that know the dossier of the view, by its whole code or as number 7. They serve only to test flows; test/notify tests the
 * real ones.
 */
export function knownDossier(
  known: DossierView = view,
  { purposes = ["chat", "phone"], proof = "phone", digits = "5678" }: Known = {},
): (request: PortRequest) => PortAnswer {
  const locked = { result: "locked", until: new Date("2026-11-23T04:00:00Z") } as const;
  const prove = { result: "prove", proof } as const;
  const isKnown = (target: ProofTarget) =>
    "dossier" in target ? target.dossier === 7 : target.code === known.code;
  const offer = { purposes, keptDays: 365 };
  let isFollowed = false;
  let tries = 0;
  return (request) => {
    switch (request.port) {
      case "dossier.open":
        if (request.dossier === 8) return { result: "unprovable" };
        if (request.dossier !== 7) return { result: "none" };
        return isFollowed ? { result: "open", dossier: 7, isFollowed, offer } : prove;
      case "dossier.find":
        if (isFollowed && request.code.endsWith("0012")) {
          return { result: "open", dossier: 7, isFollowed, offer };
        }
        return request.isWhole ? prove : { result: "tail" };
      case "dossier.verify": {
        if (tries >= 5) return locked;
        if (isKnown(request.target) && request.digits === digits) {
          return { result: "right", dossier: 7, isFollowed, offer };
        }
        tries += 1;
        return tries < 5 ? { result: "wrong", left: 5 - tries } : locked;
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
      case "task.person":
        return {
          team: null,
          colleague: null,
          dueAt: new Date("2026-11-23T10:00:00.000Z"),
          asksContact: purposes.length === 0,
        };
      case "task.contact":
        return true;
      case "task.line":
        return "waiting";
      case "task.said":
      case "task.leave":
        return null;
      case "language.read":
        return null;
      case "list.keep":
        return { address: "https://huongdan.example.vn/ds/7kq2-m9xw-4c0t-bd3f" };
    }
  };
}

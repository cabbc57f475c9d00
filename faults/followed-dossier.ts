import type { Client } from "pg";
import { account } from "../bench/platforms/zalo.ts";

/** The account with which the one-stop system signs in at the service. */
export const onestop = { username: "faults", password: "faults-long-password" };

const code = "000.00.16.H26-251125-0001";
const agency = { madonvi: "000.00.16.H26", isUpdating: "False" };

/** A dossier with many followers on Zalo. Its statuses are reported to the service on this port. */
export class FollowedDossier {
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /**
   * Reports the dossier and adds `count` followers to the service's database, unless an earlier trial has. Returns their
   * user ids.
   */
  async register(database: Client, count: number): Promise<string[]> {
    await this.#report("DongBoHoSoMC", { MaHoSo: code, TrangThaiHoSo: "2" });
    const resident = `'zalo' as channel, $1::text as account, '77' || lpad(n::text, 14, '0') as user_id`;
    const many = `from generate_series(1, $2::int) n`;
    const parameters = [account.oaId, count];
    await database.query(
      `insert into follower (dossier_id, channel, account, user_id, language, since)
        select dossier.id, resident.*, 'vi', now() from dossier, (select ${resident} ${many}) resident
        where dossier.code = $3
        on conflict do nothing`,
      [...parameters, code],
    );
    await database.query(
      `insert into consent (channel, account, user_id, purpose, is_given, kept_days, language, at, event_id)
        select resident.*, 'chat', true, 365, 'vi', now(), 'faults ' || resident.user_id
        from (select ${resident} ${many}) resident
        on conflict do nothing`,
      parameters,
    );
    return Array.from({ length: count }, (_, n) => `77${String(n + 1).padStart(14, "0")}`);
  }

  /** Reports a new status. The service must notify all followers. */
  reportStatus(): Promise<void> {
    const local = new Date(Date.now() + 7 * 3_600_000).toISOString();
    const at = local.replaceAll(/\D/g, "").slice(0, 14);
    return this.#report("CapNhatTienDoHoSoMC", {
      MaHoSo: code,
      TrangThai: "4",
      ThoiDiemXuLy: at,
    });
  }

  async #report(service: string, element: object): Promise<void> {
    const { session } = await this.#post("/login", onestop);
    const answer = await this.#post("", { ...agency, session, service, data: [element] });
    if (answer["error_code"] !== "00")
      throw new Error(`The service refused the report: ${JSON.stringify(answer)}`);
  }

  async #post(path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await fetch(`http://127.0.0.1:${this.#port}/integrations/onestop${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return Object(await answer.json());
  }
}

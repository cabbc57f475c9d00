import type { Service } from "../../src/app/app.ts";

export const onestop = { username: "motcua", password: "mat-khau-dai" };

/** The settings of a service that accepts this one-stop system. */
export const onestopSettings = {
  ONESTOP_USERNAME: onestop.username,
  ONESTOP_PASSWORD: onestop.password,
};

const hourMs = 3_600_000;

/** A one-stop system that reports its dossiers as it does to the national portal. */
export class OnestopSystem {
  readonly #service: Pick<Service, "app">;
  readonly #now: () => Date;
  readonly #account: typeof onestop;

  constructor(service: Pick<Service, "app">, now: () => Date, account = onestop) {
    this.#service = service;
    this.#now = now;
    this.#account = account;
  }

  /** Reports a dossier that was accepted yesterday and is due in two days. */
  register(code: string, extra: object = {}): Promise<void> {
    return this.#send("DongBoHoSoMC", {
      MaHoSo: code,
      MaTTHC: "1.001193",
      TenTTHC: "Đăng ký khai sinh",
      ChuHoSo: "Trần Thị Sáu",
      SoDienThoai: "0912345678",
      DonViXuLy: "UBND phường Một",
      TrangThaiHoSo: "2",
      NgayTiepNhan: this.#localTime(-24),
      NgayHenTra: this.#localTime(48),
      ...extra,
    });
  }

  /** Reports a new status of the dossier as of now. */
  step(code: string, status: string, note: string): Promise<void> {
    const step = { MaHoSo: code, TrangThai: status, NoiDungXuLy: note };
    return this.#send("CapNhatTienDoHoSoMC", { ...step, ThoiDiemXuLy: this.#localTime(0) });
  }

  async #send(service: string, element: object): Promise<void> {
    const { session } = await this.#post("/login", this.#account);
    const envelope = { session, madonvi: "000.00.16.H26", service, isUpdating: "False" };
    const answer = await this.#post("", { ...envelope, data: [element] });
    if (answer["error_code"] !== "00") throw new Error(JSON.stringify(answer));
  }

  async #post(path: string, payload: object): Promise<Record<string, unknown>> {
    const url = `/integrations/onestop${path}`;
    return (await this.#service.app.inject({ method: "POST", url, payload })).json();
  }

  #localTime(hours: number): string {
    const local = new Date(this.#now().getTime() + (7 + hours) * hourMs);
    return local.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  }
}

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/service.ts";
import { testAccount } from "../platforms/zalo/accounts.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { freshDatabaseUrl } from "../servers/addresses.ts";
import { monday, openService, Visitor } from "./open-service.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** The whole way: a one-stop system's message in, what a resident reads out. */
const databaseUrl = await freshDatabaseUrl();
const databases = [
  { database: "PGlite", environment: {} as Record<string, string> },
  ...(databaseUrl === null
    ? []
    : [
        {
          database: "PostgreSQL",
          environment: { DATABASE_URL: databaseUrl, SECRET_KEY: "s".repeat(32) },
        },
      ]),
];
const onestop = { username: "motcua", password: "mat-khau-dai" };

describe.each(databases)("dossiers, with $database", ({ environment }) => {
  let standIn: StandIn;
  let service: Service;
  let skippedMs = 0;
  const startedAt = performance.now();
  const now = () => new Date(monday.getTime() + performance.now() - startedAt + skippedMs);
  const skip = (hours: number) => {
    skippedMs += hours * 3_600_000;
  };

  beforeAll(async () => {
    standIn = await startZaloStandIn({
      accessToken: "seeded-access-token",
      now: () => now().getTime(),
    });
    service = await openService(
      {
        ZALO_OA_ID: testAccount.oaId,
        ZALO_APP_ID: testAccount.appId,
        ZALO_APP_SECRET: testAccount.appSecret,
        ZALO_OA_SECRET_KEY: testAccount.oaSecretKey,
        ZALO_REFRESH_TOKEN: testAccount.refreshToken,
        ZALO_ACCESS_TOKEN: "seeded-access-token",
        ZALO_OPENAPI_URL: standIn.url,
        ZALO_OAUTH_URL: standIn.url,
        ZALO_REQUESTS_PER_MINUTE: "0",
        ONESTOP_USERNAME: onestop.username,
        ONESTOP_PASSWORD: onestop.password,
        ...environment,
      },
      now,
    );
  }, 60_000);

  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);

  const post = async (url: string, payload: object) =>
    (
      await service.app.inject({ method: "POST", url: `/integrations/onestop${url}`, payload })
    ).json();

  const send = async (name: string, data: object[]) => {
    const { session } = await post("/login", onestop);
    const envelope = { session, madonvi: "000.00.16.H26", service: name, isUpdating: "False" };
    expect(await post("", { ...envelope, data })).toEqual({ error_code: "00" });
  };

  const localTime = (hoursAgo: number) => {
    const local = new Date(now().getTime() + (7 - hoursAgo) * 3_600_000);
    return local.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  };

  const register = (code: string, extra: object = {}) =>
    send("DongBoHoSoMC", [
      {
        MaHoSo: code,
        MaTTHC: "1.001193",
        TenTTHC: "Đăng ký khai sinh",
        ChuHoSo: "Trần Thị Sáu",
        SoDienThoai: "0912345678",
        DonViXuLy: "UBND phường Một",
        TrangThaiHoSo: "2",
        NgayTiepNhan: localTime(24),
        NgayHenTra: localTime(-48),
        ...extra,
      },
    ]);

  const step = (code: string, status: string, note: string) =>
    send("CapNhatTienDoHoSoMC", [
      { MaHoSo: code, TrangThai: status, ThoiDiemXuLy: localTime(0), NoiDungXuLy: note },
    ]);

  const follow = async (code: string) => {
    const bac = new ZaloResident(service, standIn, now);
    await bac.say(`theo doi ho so ${code}`, "4 số cuối");
    await bac.say("5678", "Được tiếp nhận");
    await bac.read("ngừng thông báo");
    await bac.say("dong y", "Cháu đã ghi nhận");
    await bac.rest();
    return bac;
  };

  test("a follower hears of each new status once, with the officer's words", async () => {
    const code = "000.00.16.H26-251122-0001";
    await register(code);
    const bac = await follow(code);
    await step(code, "5", "Thiếu bản chính giấy chứng sinh");
    const news = await bac.read("Yêu cầu bổ sung giấy tờ");
    expect(news.text).toContain("Ghi chú của cơ quan: “Thiếu bản chính giấy chứng sinh”");
    expect(news.text).toContain("UBND phường Một");
    expect(news.text).not.toMatch(/Sáu|0912/);

    await step(code, "5", "Thiếu bản chính giấy chứng sinh");
    await register(code);
    expect(await bac.rest()).toEqual([]);
    skip(1);
    await step(code, "4", "");
    await bac.read("Đang xử lý");
  });

  test("nobody hears of a dossier who did not say yes, or has stopped", async () => {
    const code = "000.00.16.H26-251122-0002";
    await register(code);
    const declining = new ZaloResident(service, standIn, now);
    await declining.say(`theo dõi hồ sơ ${code}`, "4 số cuối");
    await declining.say("5678", "Được tiếp nhận");
    await declining.say("không", "cháu không theo dõi");
    const stopping = await follow(code);
    const staying = await follow(code);
    await stopping.say("ngừng thông báo", "Cháu đã ngừng");
    for (const bac of [declining, stopping]) await bac.rest();
    await step(code, "4", "");
    await staying.read("Đang xử lý");
    expect(await declining.rest()).toEqual([]);
    expect(await stopping.rest()).toEqual([]);
  });

  test("who has everything erased, or takes it back at the platform, is told nothing more", async () => {
    const code = "000.00.16.H26-251122-0003";
    await register(code);
    const [erasing, withdrawing, staying] = [
      await follow(code),
      await follow(code),
      await follow(code),
    ];
    await erasing.say("xóa dữ liệu của tôi", "Cháu đã xóa");
    await withdrawing.post(events.withdraw(withdrawing.self));
    await erasing.rest();
    await step(code, "4", "");
    await staying.read("Đang xử lý");
    expect(await erasing.rest()).toEqual([]);
    expect(await withdrawing.rest()).toEqual([]);
  });

  test("at night news waits for the morning, and a reply does not", async () => {
    const code = "000.00.16.H26-251122-0004";
    await register(code);
    const bac = await follow(code);
    skip(14);
    await step(code, "4", "");
    expect(await bac.rest()).toEqual([]);
    await bac.say("hồ sơ đang theo dõi", "Đang xử lý");
    await bac.rest();
    skip(8);
    await bac.read("Đang xử lý");
  });

  test("on the page a status is told after the digits, which nobody reads again", async () => {
    const code = "000.00.16.H26-251122-0005";
    await register(code);
    const visitor = new Visitor(service);
    await visitor.open();
    await visitor.say(`theo dõi hồ sơ ${code}`);
    const told = (await visitor.say("5678")).map(({ text }) => text).join("\n");
    expect(told).toContain("Được tiếp nhận");
    expect(told).toContain("Ở trang này cháu chưa báo tin được");
    const everything = JSON.stringify(await visitor.messages());
    expect(everything).toContain("••••");
    expect(everything).not.toContain("5678");
  });
});

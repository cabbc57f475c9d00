import { describe, expect, test } from "@jest/globals";
import { auditSentences, tellEntry } from "../../../src/desk/audit/tell-entry.ts";

const names: Readonly<Record<string, string>> = {
  "account 1": "Trần Thị Hoa",
  "account 2": "Lê Văn Tám",
  "agency 3": "UBND phường Một",
  "dossier 4": "hồ sơ H26-0004",
  "point kp6": "điểm Khu phố 6",
  "procedure tach-ho": "thủ tục “Tách hộ”",
  "catalog version 5": "bản danh mục “Tháng 12”",
  "catalog import 6": "tệp danh mục “gia.xlsx”",
  "import 7": "tệp hồ sơ “t11.xlsx”",
  "broadcast 8": "tin “Cúp điện”",
  "delivery 9": "tin báo về hồ sơ H26-0004",
  "task 10": "cuộc trò chuyện số 10",
  "link 11": "đường dẫn #HD11",
  "system 12": "hệ thống Một cửa Z",
  "sentence 13": "câu số 13",
  "canned reply 14": "câu trả lời sẵn số 14",
  dossiers: "hồ sơ",
  inbox: "hộp thư",
};
const name = (reference: string) => names[reference] ?? reference;

/** Tells what account 1 did. */
function tell(action: string, subject: string, detail = ""): string {
  const by = { account_id: 1, username: "hoa", role: "administrator" };
  return tellEntry({ ...by, action, subject, detail }, name);
}

/** Action, object, detail as it is recorded, and what is read. */
const told: readonly (readonly [string, string, string, string])[] = [
  ["account.create", "account 2", "tam official", "tạo tài khoản cho Lê Văn Tám (cán bộ cơ quan)"],
  [
    "account.change",
    "account 2",
    "official (agency 3) -> staff (kp6)",
    "sửa tài khoản của Lê Văn Tám: từ cán bộ cơ quan (UBND phường Một) thành cộng tác viên điểm hướng dẫn (điểm Khu phố 6)",
  ],
  ["account.close", "account 2", "", "đóng tài khoản của Lê Văn Tám"],
  ["invitation.make", "account 2", "", "tạo đường dẫn mời mới, bỏ mật khẩu cũ của Lê Văn Tám"],
  [
    "session.begin",
    "account 1",
    "Chrome trên Windows, code",
    "đăng nhập bằng Chrome trên Windows, với mã trên điện thoại",
  ],
  ["session.begin", "account 1", "Zalo trên Android", "đăng nhập bằng Zalo trên Android"],
  [
    "session.begin",
    "account 1",
    "Cốc Cốc, recovery-code",
    "đăng nhập bằng Cốc Cốc, với một mã dự phòng",
  ],
  ["session.end-all", "account 1", "", "đăng xuất khỏi mọi thiết bị"],
  ["session.end-all", "account 2", "", "kết thúc mọi phiên đăng nhập của Lê Văn Tám"],
  [
    "second-factor.roles",
    "desk",
    "none -> official, staff",
    "đổi vai trò phải đăng nhập hai bước: trước là chỉ quản trị, nay là quản trị, cán bộ cơ quan, cộng tác viên điểm hướng dẫn",
  ],
  [
    "dossier.update",
    "dossier 4",
    "status 4 9",
    "cập nhật hồ sơ H26-0004: “Đang xử lý”, “Đã xử lý xong”",
  ],
  [
    "dossier.undo",
    "dossier 4",
    "2 steps, 3 notifications",
    "hoàn tác cập nhật của hồ sơ H26-0004: lấy lại 2 bước, 3 tin chưa gửi",
  ],
  ["dossier.search", "dossiers", "name, phone", "tìm hồ sơ theo tên người nộp và số điện thoại"],
  ["dossier.export", "dossiers", "120 rows", "tải danh sách 120 hồ sơ"],
  ["phone.read", "dossier 4", "", "xem số điện thoại trong hồ sơ H26-0004"],
  ["phones.read", "phone list", "7 numbers", "xem danh sách gọi điện (7 số điện thoại)"],
  ["delivery.retry", "delivery 9", "", "cho gửi lại tin báo về hồ sơ H26-0004"],
  ["delivery.told", "delivery 9", "", "ghi là đã gọi điện báo thay tin báo về hồ sơ H26-0004"],
  ["import.send", "import 7", "40 rows", "gửi 40 cập nhật từ tệp hồ sơ “t11.xlsx”"],
  ["import.correct", "import 7", "2 rows", "sửa 2 dòng trong tệp hồ sơ “t11.xlsx”"],
  [
    "import.words",
    "agency 3",
    "2 words: status = 4, unit = a",
    "ghi nhớ nghĩa của 2 từ trong tệp của UBND phường Một",
  ],
  [
    "import.words",
    "agency 3",
    "forgot one word",
    "bỏ một từ đã ghi nhớ khi đọc tệp của UBND phường Một",
  ],
  ["broadcast.submit", "broadcast 8", "sending", "gửi tin “Cúp điện”"],
  ["broadcast.submit", "broadcast 8", "pending", "trình tin “Cúp điện” để người khác duyệt"],
  ["broadcast.export", "broadcast 8", "50 lines", "tải sổ gửi của tin “Cúp điện” (50 dòng)"],
  ["task.hand-on", "task 10", "account 2", "chuyển cuộc trò chuyện số 10 cho Lê Văn Tám"],
  ["task.hand-on", "task 10", "point kp6", "chuyển cuộc trò chuyện số 10 cho điểm Khu phố 6"],
  ["task.hand-on", "task 10", "administrators", "chuyển cuộc trò chuyện số 10 cho quản trị"],
  [
    "task.send",
    "task 10",
    "checklist tach-ho",
    "gửi danh sách giấy tờ của thủ tục “Tách hộ” trong cuộc trò chuyện số 10",
  ],
  ["task.send", "task 10", "point kp6", "gửi thông tin điểm Khu phố 6 trong cuộc trò chuyện số 10"],
  ["task.send", "task 10", "link", "gửi một đường dẫn trong cuộc trò chuyện số 10"],
  [
    "task.close",
    "task 10",
    "no-answer",
    "kết thúc cuộc trò chuyện số 10: người dân không trả lời nữa",
  ],
  ["task.close", "task 10", "", "kết thúc cuộc trò chuyện số 10"],
  ["task.list", "inbox", "", "xem hộp thư"],
  [
    "point.edit",
    "point kp6",
    '{"was":{"opening_hours":null},"is":{"opening_hours":"Mo-Fr 07:30-11:30"}}',
    "đổi giờ mở cửa của điểm Khu phố 6: trước là chưa có, nay là “Thứ Hai đến thứ Sáu: 7 giờ 30 – 11 giờ 30”",
  ],
  [
    "point.edit",
    "point kp6",
    '{"was":{"duty":null,"phone":"1022"},"is":{"duty":{"day":"2026-12-01","people":[{"account":1,"name":"Hoa"}]},"phone":null}}',
    "sửa điểm Khu phố 6: người trực (trước là chưa có, nay là Hoa (01/12/2026)); số điện thoại (trước là “1022”, nay là chưa có)",
  ],
  [
    "point.edit",
    "point kp6",
    '{"was":{"openings":[]},"is":{"openings":[{"from":"2026-12-05","to":"2026-12-05","hours":"08:00-11:00","note":null}]}}',
    "đổi ngày mở thêm của điểm Khu phố 6: thêm 05/12/2026 08:00-11:00",
  ],
  ["point.edit", "point kp6", "no JSON", "sửa điểm Khu phố 6"],
  [
    "point.target",
    "point kp6",
    "20",
    "đặt chỉ tiêu của điểm Khu phố 6: 20 người bắt đầu chat mỗi tuần",
  ],
  ["point.target", "point kp6", "none", "bỏ chỉ tiêu của điểm Khu phố 6"],
  [
    "link.make",
    "link 11",
    "point kp6, dossier 4",
    "tạo đường dẫn #HD11: điểm Khu phố 6, mở hồ sơ H26-0004",
  ],
  [
    "catalog.change",
    "catalog version 5",
    "procedure tach-ho: fees documents",
    "sửa trong bản danh mục “Tháng 12”: thủ tục “Tách hộ”, lệ phí, giấy tờ",
  ],
  [
    "catalog.change",
    "catalog version 5",
    "holiday 2027-01-01: as before",
    "sửa trong bản danh mục “Tháng 12”: ngày lễ “2027-01-01”, trở lại như trước",
  ],
  [
    "catalog.approve",
    "catalog version 5",
    "2026-12-15",
    "duyệt bản danh mục “Tháng 12”, dùng từ 15/12/2026",
  ],
  ["catalog.activate", "catalog version 5", "now", "cho dùng bản danh mục “Tháng 12”, dùng ngay"],
  [
    "catalog.import",
    "catalog version 5",
    "gia.xlsx: 12 changes",
    "tạo bản danh mục “Tháng 12” từ tệp tải lên (12 thay đổi)",
  ],
  [
    "alias.add",
    "procedure tach-ho",
    "ra riêng",
    "thêm “ra riêng” làm tên gọi khác của thủ tục “Tách hộ”",
  ],
  [
    "sentence.label",
    "sentence 13",
    "meant tach-ho fee",
    "gán nhãn câu số 13: đã rõ ý, thủ tục “Tách hộ”, hết bao nhiêu tiền",
  ],
  [
    "agency.change",
    "agency 3",
    "follows contacts: no; proof: identity; wards: 1 2 3; edits: as before",
    "sửa UBND phường Một: không báo theo số điện thoại ghi trong hồ sơ; người dân chứng minh bằng 6 số cuối căn cước người nộp; phục vụ 3 phường, xã",
  ],
  [
    "system.create",
    "system 12",
    "agencies: 3",
    "thêm hệ thống Một cửa Z và cấp khóa: UBND phường Một",
  ],
  [
    "switch.set",
    "bot",
    '{"was":{"isOff":true,"notice":{"vi":"Nghỉ","en":null}},"is":{"isOff":false,"notice":null}}',
    "bật bot và bỏ thông báo chung",
  ],
];

describe("an entry of the trail", () => {
  test.each(told)("%s of %s (%s) is told in words", (action, subject, detail, sentence) => {
    expect(tell(action, subject, detail)).toBe(`Trần Thị Hoa ${sentence}.`);
  });

  test("of a one-stop system names the system and why it was refused", () => {
    const by = { account_id: null, username: "z", role: "one-stop system", subject: "system 12" };
    const refused = (detail: string) => tellEntry({ ...by, action: "system.refuse", detail }, name);
    expect(refused("foreign agency 3; 5 dossiers in the call")).toBe(
      "hệ thống Một cửa Z bị từ chối: hồ sơ thuộc cơ quan khác (UBND phường Một), 5 hồ sơ trong lần gửi.",
    );
    expect(refused("wrong key")).toBe("hệ thống Một cửa Z bị từ chối: khóa sai.");
  });

  test("of the service itself, or of a command on the server, says so", () => {
    const by = { account_id: null, username: "", role: "", subject: "account 2" };
    expect(tellEntry({ ...by, action: "account.create", detail: "" }, name)).toBe(
      "Hệ thống tạo tài khoản cho Lê Văn Tám.",
    );
    expect(tellEntry({ ...by, action: "account.reset", detail: "desk:reset" }, name)).toBe(
      "Người vận hành máy chủ đặt lại tài khoản bằng lệnh trên máy chủ cho Lê Văn Tám.",
    );
  });

  test("never breaks a sentence, whatever detail another version wrote", () => {
    const details = ["", "x", "{", "[]", '{"was":1}', "1: 2; 3 -> 4", "agencies: ", "point"];
    for (const action of Object.keys(auditSentences)) {
      for (const detail of details) {
        expect(tell(action, "broadcast 8", detail)).not.toMatch(/undefined|null|NaN|\[object/);
      }
    }
  });
});

/** Saved portal pages as a province would bring them: made up, in the portal's shape, always the same ones. */

const acts = [
  ...["Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Thu hồi", "Điều chỉnh", "Thẩm định", "Phê duyệt"],
  ...["Công nhận", "Xác nhận", "Thông báo", "Đề nghị", "Bổ sung", "Chấm dứt", "Chuyển nhượng"],
];
const objects = [
  ...["giấy phép hoạt động", "giấy chứng nhận đủ điều kiện", "chứng chỉ hành nghề", "hồ sơ dự án"],
  ...["giấy phép khai thác", "phương án", "văn bản chấp thuận", "quyết định công nhận"],
  ...["báo cáo đánh giá", "hợp đồng liên kết", "tiêu chuẩn cơ sở", "kế hoạch"],
];
const fields = [
  ...["điều trị nội trú ban ngày", "vận tải hành khách đường thủy", "nuôi trồng thủy sản"],
  ...["kinh doanh khí hóa lỏng", "lữ hành quốc tế", "in xuất bản phẩm", "bán lẻ thuốc thú y"],
  ...["khoáng sản làm vật liệu", "bưu chính chuyển phát", "giống cây trồng", "huấn luyện thể thao"],
  ...[
    "di sản văn hóa",
    "đo đạc bản đồ",
    "năng lượng tái tạo",
    "hóa chất hạn chế",
    "đấu giá tài sản",
  ],
  ...["quan trắc môi trường", "an toàn bức xạ"],
];

/** What the pages have: the same keys as the portal's saved pages. */
export type Page = Readonly<Record<string, string>>;

export function generatePage(number: number): Page {
  const act = at(acts, number);
  const object = at(objects, Math.floor(number / acts.length));
  const field = at(fields, Math.floor(number / (acts.length * objects.length)));
  const subject = `${act.toLowerCase()} ${object} ${field}`;
  const code = `3.${String(100_000 + number)}`;
  return {
    ma_thu_tuc: code,
    detail_url: `https://dichvucong.gov.vn/thu-tuc-hanh-chinh/${code.replace(".", "-")}`,
    formality_id: "",
    ten_thu_tuc: `${act} ${object} ${field}`,
    so_quyet_dinh: `${1_000 + (number % 900)}/QĐ-BYT`,
    cap_thuc_hien: at(["Cấp xã", "Cấp tỉnh", "Cấp bộ"], number),
    linh_vuc: field,
    doi_tuong_thuc_hien: "Công dân Việt Nam, Doanh nghiệp",
    dia_chi_tiep_nhan: "Trung tâm Phục vụ hành chính công",
    thu_tuc_lien_quan: "Không có thông tin",
    trinh_tu_thuc_hien: stepsOf(subject),
    cach_thuc_thuc_hien: waysOf(number),
    thanh_phan_ho_so: papersOf(subject),
    can_cu_phap_ly: lawsOf(field),
    yeu_cau_dieu_kien: number % 3 === 0 ? "Không có thông tin" : `Đủ điều kiện để ${subject}.`,
    ket_qua_xu_ly: `Văn bản ${subject}Mã: KQ.G09.${String(number).padStart(6, "0")}Từ khóaKhông có thông tinMô tảKhông có thông tinChọn cơ quan thực hiệnTỉnh/ Thành phốNộp hồ sơ`,
  };
}

/** The ways in which saved pages are broken; each breaks one thing. */
const breaks: readonly ((page: Page) => unknown)[] = [
  ({ ma_thu_tuc }) => ({ ma_thu_tuc, error: "Detail page load failed: Timeout 30000ms" }),
  (page) => ({ ...page, ma_thu_tuc: "" }),
  (page) => ({ ...page, ma_thu_tuc: "1.0001E+06" }),
  (page) => ({ ...page, ten_thu_tuc: "Không có thông tin" }),
  (page) => ({ ...page, ten_thu_tuc: "502 Bad Gateway nginx" }),
  (page) => ({ ...page, ten_thu_tuc: "Cáº¥p giáº¥y phÃ©p" }),
  (page) => ({ ...page, detail_url: "http://dichvucong-gov.example/trang" }),
  (page) => ({ ...page, trinh_tu_thuc_hien: "Bước 1: nộp. ".repeat(6_000) }),
  () => "trang trắng",
  // The code of the page before it.
  (page) => ({ ...page, ma_thu_tuc: `3.${Number(page["ma_thu_tuc"]?.slice(2)) - 1}` }),
];

/** Returns `count` pages, of which `broken` are broken in turn, spread over the list. */
export function generatePages({ count, broken }: { count: number; broken: number }): unknown[] {
  const every = Math.floor(count / Math.max(broken, 1));
  return Array.from({ length: count }, (_, number) => {
    const page = generatePage(number);
    const isBroken = broken > 0 && number % every === every - 1 && number < every * broken;
    const breakPage = breaks[Math.floor(number / every) % breaks.length];
    return isBroken && breakPage !== undefined ? breakPage(page) : page;
  });
}

function stepsOf(subject: string): string {
  const lines = [
    `Bước 1: Tổ chức, cá nhân đề nghị ${subject} chuẩn bị hồ sơ theo quy định của pháp luật và nộp tại Trung tâm Phục vụ hành chính công hoặc nộp trên Cổng dịch vụ công quốc gia.`,
    "Bước 2: Cán bộ tiếp nhận hồ sơ có trách nhiệm kiểm tra tính chính xác, đầy đủ, thống nhất, hợp lệ của hồ sơ; trường hợp hồ sơ chưa đầy đủ thì thông báo cho người nộp bổ sung, hoàn thiện, nêu rõ loại giấy tờ, nội dung cần bổ sung.",
    "Bước 3: Cơ quan có thẩm quyền thẩm định hồ sơ, tổ chức kiểm tra thực tế nếu cần; trường hợp không đủ điều kiện thì trả lời bằng văn bản và nêu rõ lý do.",
    "Bước 4: Tổ chức, cá nhân nhận kết quả tại nơi nộp hồ sơ hoặc qua dịch vụ bưu chính theo địa chỉ đã đăng ký.",
  ];
  return Array.from({ length: 3 }, () => lines.join("\n ")).join("\n");
}

function waysOf(number: number): string {
  const days = 3 + (number % 25);
  const fee = number % 4 === 0 ? "Miễn phí" : `${(number % 90) + 10},000 Việt Nam Đồng`;
  const explained = `${fee}(Theo Thông tư của Bộ Tài chính, thu một lần khi nộp hồ sơ.)`;
  const note = "- Thời gian tiếp nhận hồ sơ: Giờ hành chính các ngày làm việc.";
  return `Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến${days} Ngày làm việc${explained}- Nộp qua Cổng dịch vụ công quốc gia. ${note}Trực tiếp${days} Ngày làm việc${explained}- Nộp trực tiếp tại nơi tiếp nhận. ${note}`;
}

function papersOf(subject: string): string {
  const papers = [
    `Đơn đề nghị ${subject} (theo mẫu ban hành kèm theo Thông tư);Mau01.Dondenghi.docx1 bản chính`,
    "Bản sao giấy chứng nhận đăng ký doanh nghiệp hoặc giấy tờ tương đương của tổ chức, cá nhân đề nghị.0 bản chính,1 bản sao",
    "Danh sách nhân sự kèm văn bằng, chứng chỉ chuyên môn phù hợp với nội dung đề nghị.1 bản chính",
    "Bản thuyết minh cơ sở vật chất, trang thiết bị, có xác nhận của người đứng đầu cơ sở.1 bản chính",
  ];
  return `* Hồ sơ gồm: Tên giấy tờMẫu đơn, tờ khaiSố lượng${papers.join("")}--Tên giấy tờMẫu đơn, tờ khaiSố lượng* Lưu ý: trường hợp thông tin đã có trong cơ sở dữ liệu quốc gia thì không phải nộp giấy tờ tương ứng.0 bản chính`;
}

function lawsOf(field: string): string {
  return `Tên văn bản pháp lýMã văn bảnNghị định quy định chi tiết về ${field}12/2025/NĐ-CPThông tư hướng dẫn về ${field}34/2025/TT-BYTLuật sửa đổi, bổ sung một số điều56/2024/QH15`;
}

function at(list: readonly string[], index: number): string {
  return list[index % list.length] ?? "";
}
